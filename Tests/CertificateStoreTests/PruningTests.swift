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

    /// The octets of a key that somebody else still has open, under another name of the same file.
    private func keepingHold(of number: Int) throws -> String {
        let held = "\(folder.path)/held"
        try #require(link("\(store.layout.generation(number))/root.key", held) == 0)
        return held
    }

    @Test func `go but for the newest, and their numbers are not used again`() throws {
        #expect(try store.withLock { try $0.prune(keeping: 2) } == [1, 2, 3])
        #expect(try store.generations() == [4, 5])
        #expect(try Fixtures.checkWhole(store) == 5)
        #expect(try Fixtures.commit(store, "tag6") == 6)
        #expect(try store.withLock { try $0.prune(keeping: 10) } == [])
    }

    @Test func `go with their keys, which are overwritten first`() throws {
        let held = try keepingHold(of: 1)
        #expect(Tree.contents(held).hasPrefix("tag1\n"))
        _ = try store.withLock { try $0.prune(keeping: 4) }
        #expect(Tree.contents(held).utf8.allSatisfy { $0 == 0 } && !Tree.contents(held).isEmpty)
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
        let held = try keepingHold(of: 1)
        // What it does first: the number goes, and nothing of it counts any more.
        let generations = store.layout.generations
        try #require(rename("\(generations)/000001", "\(generations)/.pending-000001") == 0)
        #expect(try store.generations() == [2, 3, 4, 5])
        try store.withLock { try $0.journal(Fixtures.event("anything")) }
        #expect(Tree.contents(held).utf8.allSatisfy { $0 == 0 })
        #expect(!Tree(generations).entries.keys.contains { $0.contains("000001") })
    }

    @Test func `never let a serial number come again`() throws {
        let used = try store.withLock { try $0.takeSerial(root: Fixtures.root, atLeast: 9, passingOver: 0) }
        _ = try store.withLock { try $0.prune(keeping: 1) }
        let next = try store.withLock { try $0.takeSerial(root: Fixtures.root, atLeast: 1, passingOver: 0) }
        #expect(used == 0x0103 && next == 0x0104)
    }
}
