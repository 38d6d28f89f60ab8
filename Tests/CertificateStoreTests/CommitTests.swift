import CertificateStore
import Glibc
import StoreFixtures
import Testing

@Suite("A commit")
struct CommitTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = Fixtures.store(folder.store)
    }

    @Test func `makes the store and its first generation live`() throws {
        #expect(try store.liveGeneration() == nil)
        #expect(try Fixtures.commit(store, "one") == 1)
        let live = try #require(try store.liveGeneration())
        #expect(live.number == 1)
        #expect(live.folder == "\(folder.store)/generations/000001")
        #expect(live.manifest.body == Fixtures.body())
        #expect(try store.generations() == [1])
        #expect(Tree("\(folder.store)").entries["live"] == "l generations/000001")
        #expect(Tree("\(folder.store)").entries["machine"] == "f600 \(Fixtures.machine)\n")
        #expect(try store.trustedCertificates() == [Fixtures.trusted("one")])
        #expect(try store.journal().entries.map(\.result) == [JournalEntry.committed])
        #expect(try Fixtures.checkWhole(store) == 1)
    }

    @Test func `after the first gets the next number and keeps the history`() throws {
        for number in 1...3 { #expect(try Fixtures.commit(store, "tag\(number)") == number) }
        #expect(try store.generations() == [1, 2, 3])
        #expect(try Fixtures.checkWhole(store) == 3)
        #expect(try store.journal().entries.map(\.generation) == [1, 2, 3])
    }

    @Test func `after a rollback gets the number after the highest`() throws {
        for number in 1...2 { try Fixtures.commit(store, "tag\(number)") }
        try store.withLock {
            try $0.rollBack(
                to: 1, consent: Fixtures.consent(), journal: Fixtures.event(JournalEntry.rolledBack, generation: 1))
        }
        #expect(try Fixtures.checkWhole(store) == 1)
        #expect(try Fixtures.commit(store, "tag3") == 3)
        #expect(try store.generations() == [1, 2, 3])
        #expect(try store.journal().entries.map(\.generation) == [1, 2, 1, 3])
    }

    @Test func `leaves only the names of the layout`() throws {
        for number in 1...2 { try Fixtures.commit(store, "tag\(number)") }
        let top = Tree(folder.store).entries.keys.filter { !$0.contains("/") && $0 != "." }.sorted()
        #expect(top == ["README", "generations", "journal.jsonl", "live", "lock", "machine", "trusted"])
    }

    @Test func `shows the caller all files before any of them counts`() throws {
        try store.withLock { writer in
            _ = try writer.commit(Fixtures.files("seen"), manifest: Fixtures.body(), consent: Fixtures.consent()) {
                pending in
                #expect(pending == "\(folder.store)/generations/.pending-000001")
                #expect(Tree(pending).entries.count == 9)
                #expect(Tree.contents("\(pending)/root.key").hasPrefix("seen\n"))
                let live = try store.liveNumber()
                #expect(live == nil)
            }
        }
    }

    @Test func `whose files the caller refuses leaves the store as it was`() throws {
        try Fixtures.commit(store, "one")
        let before = Tree(folder.path)
        #expect(throws: FixtureFailure.self) {
            try store.withLock { writer in
                _ = try writer.commit(
                    Fixtures.files("two"), manifest: Fixtures.body(), consent: Fixtures.consent(),
                    trusted: [Fixtures.trusted("two")]
                ) { _ in throw FixtureFailure("no") }
            }
        }
        #expect(Tree(folder.path) == before)
    }

    @Test(arguments: ["", ".hidden", "../up", "a/b", "manifest.json", "na\u{0}me", "naïve"])
    func `refuses a file that is named`(_ name: String) throws {
        #expect(throws: StoreError.unusableName(name)) {
            try store.withLock { writer in
                _ = try writer.commit(
                    [GenerationFile(name, .open([]))], manifest: Fixtures.body(), consent: Fixtures.consent()
                ) { _ in }
            }
        }
        #expect(Tree(folder.path).entries.count == 1)
    }

    @Test func `of the same name twice is refused and leaves nothing`() throws {
        #expect(throws: StoreError.self) {
            try store.withLock { writer in
                let files = Fixtures.files("one") + Fixtures.files("one")
                _ = try writer.commit(files, manifest: Fixtures.body(), consent: Fixtures.consent()) { _ in }
            }
        }
        #expect(Tree(folder.path).entries.count == 1)
    }

    @Test func `never replaces a trusted certificate by another`() throws {
        try Fixtures.commit(store, "one")
        let before = Tree(folder.path)
        #expect(throws: StoreError.trustedNameTaken(path: "\(folder.store)/trusted/one.pem")) {
            try store.withLock { writer in
                let other = TrustedCertificate(name: "one.pem", pem: [1])
                _ = try writer.commit(
                    Fixtures.files("two"), manifest: Fixtures.body(), consent: Fixtures.consent(), trusted: [other]
                ) { _ in }
            }
        }
        #expect(Tree(folder.path) == before)
    }

    @Test func `of seven small files is quick`() throws {
        try Fixtures.commit(store, "warm")
        let clock = ContinuousClock()
        let times = try (0..<10).map { round in try clock.measure { try Fixtures.commit(store, "round\(round)") } }
        // The budget is 20 ms on an ordinary disk; the bound is for machines that are busy with other things.
        print("commit times:", times.sorted().map { "\($0)" }.joined(separator: ", "))
        #expect(try #require(times.min()) < .milliseconds(200))
    }
}
