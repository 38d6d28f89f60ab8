import CertificateModel
import CertificateStore
import Glibc
import StoreFixtures
import Testing

@Suite("Old generations")
struct PruningTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = Fixtures.store(folder.store)
        for number in 1...5 { try Fixtures.commit(store, "tag\(number)") }
    }

    private func rootKey(_ number: Int) -> String { "\(store.layout.generation(number))/root.key" }

    @Test func `go but for the newest, and their numbers are not used again`() throws {
        #expect(try store.withLock { try $0.prune(keeping: 2) } == [1, 2, 3])
        #expect(try store.generations() == [4, 5])
        #expect(try Fixtures.checkWhole(store) == 5)
        #expect(try Fixtures.commit(store, "tag6") == 6)
        #expect(try store.withLock { try $0.prune(keeping: 10) } == [])
    }

    @Test func `go with their keys, which are overwritten first`() throws {
        let held = try HeldFile(rootKey(1))
        #expect(held.contents.hasPrefix("tag1\n"))
        _ = try store.withLock { try $0.prune(keeping: 4) }
        #expect(held.isOverwritten)
    }

    @Test func `leave a key as it is where a backup shares its file (a hard link)`() throws {
        let backup = "\(folder.path)/backup"
        try #require(link(rootKey(1), backup) == 0)
        _ = try store.withLock { try $0.prune(keeping: 4) }
        #expect(Tree.contents(backup).hasPrefix("tag1\n"))
        #expect(Tree.contents(rootKey(1)).isEmpty)
    }

    @Test func `stay where one of them is live`() throws {
        try store.withLock {
            try $0.rollBack(
                to: 2, consent: Fixtures.consent(), journal: Fixtures.event(JournalEntry.rolledBack, generation: 2))
        }
        #expect(try store.withLock { try $0.prune(keeping: 1) } == [1, 3, 4])
        #expect(try store.generations() == [2, 5])
        #expect(try Fixtures.checkWhole(store) == 2)
    }

    @Test func `that a dying run left half removed are finished by the next one`() throws {
        let held = try HeldFile(rootKey(1))
        // What it does first: the number goes, and nothing of it counts any more.
        let generations = store.layout.generations
        try #require(rename("\(generations)/000001", "\(generations)/.pending-000001") == 0)
        #expect(try store.generations() == [2, 3, 4, 5])
        try store.withLock { try $0.journal(Fixtures.event("anything")) }
        #expect(held.isOverwritten)
        #expect(!Tree(generations).entries.keys.contains { $0.contains("000001") })
    }

    @Test func `never let a serial number come again`() throws {
        let used = try store.withLock { try $0.takeSerial(root: Fixtures.root, atLeast: 9, passingOver: 0) }
        _ = try store.withLock { try $0.prune(keeping: 1) }
        let next = try store.withLock { try $0.takeSerial(root: Fixtures.root, atLeast: 1, passingOver: 0) }
        #expect(used == 0x0103 && next == 0x0104)
    }
}
