import CertificateStore
import Glibc
import StoreFixtures
import Testing

@Suite("A signing request in the store")
struct StoredRequestTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = Fixtures.store(folder.store)
    }

    @Test func `waits there with its key, whether there is a generation or not`() throws {
        #expect(try store.requests().isEmpty)
        #expect(try Fixtures.addRequest(store, "one") == 1)
        let tree = Tree(folder.store)
        #expect(
            tree.entries.keys.filter { $0 != "." }.sorted() == [
                "README", "journal.jsonl", "lock", "machine", "requests", "requests/000001",
                "requests/000001/manifest.json", "requests/000001/request.key", "requests/000001/request.pem",
            ])
        #expect(tree.modes["requests"] == "d700" && tree.modes["requests/000001"] == "d700")
        #expect(tree.modes["requests/000001/request.key"] == "f600")
        #expect(tree.modes["requests/000001/request.pem"] == "f644")
        #expect(tree.modes["requests/000001/manifest.json"] == "f644")
        #expect(tree.entries["README"]?.contains("request.key") == true)
        let request = try store.request(1)
        #expect(request.number == 1 && request.folder == "\(folder.store)/requests/000001")
        #expect(request.body == Fixtures.requestBody("one"))
        #expect(try request.contents(of: "request.pem").starts(with: Array("one\nrequest.pem".utf8)))
        #expect(try request.withContents(of: "request.key") { $0.starts(with: Array("one\nrequest.key".utf8)) })
        #expect(try store.liveGeneration() == nil)
        #expect(try Fixtures.commit(store, "first") == 1)
        #expect(try Fixtures.addRequest(store, "two") == 2)
        #expect(try Fixtures.checkRequests(store) == [1, 2])
        #expect(try store.requestNumbers() == [1, 2])
        #expect(try Fixtures.checkWhole(store) == 1)
    }

    @Test func `says in its manifest what it is`() throws {
        try Fixtures.addRequest(store, "one")
        let text = Tree.contents("\(store.layout.request(1))/manifest.json")
        for part in [
            "\"format\" : 1", "\"request\" : 1", "\"subject\" : \"CN=one.example.com\"", "\"DNS:one.example.com\"",
            "\"publicKeySHA256\" : \"\(Fixtures.keySHA256("one"))\"", "\"name\" : \"request.key\"", "\"secret\" : true",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func `goes when it is dropped, and its number does not come again`() throws {
        for number in 1...3 { #expect(try Fixtures.addRequest(store, "tag\(number)") == number) }
        try Fixtures.dropRequest(store, 3)
        try Fixtures.dropRequest(store, 1)
        #expect(try Fixtures.checkRequests(store) == [2])
        #expect(Tree(store.layout.requests).entries.keys.sorted().prefix(2) == [".", "000002"])
        #expect(try Fixtures.addRequest(store, "tag4") == 4)
        for number in [2, 4] { try Fixtures.dropRequest(store, number) }
        #expect(try Fixtures.addRequest(store, "tag5") == 5)
        let entries = try store.journal().entries
        #expect(entries.map(\.request) == [1, 2, 3, 3, 1, 4, 2, 4, 5])
        let (made, gone) = (JournalEntry.requested, JournalEntry.dropped)
        #expect(entries.map(\.result) == [made, made, made, gone, gone, made, gone, gone, made])
        #expect(entries.allSatisfy { $0.command == "request" && $0.generation == nil })
        #expect(entries[3].reason == "not needed")
    }

    @Test(arguments: ["dropped", "answered"])
    func `goes with its key, which is overwritten first, when it is`(_ end: String) throws {
        try Fixtures.addRequest(store, "one")
        let key = try HeldFile("\(store.layout.request(1))/request.key")
        if end == "dropped" { try Fixtures.dropRequest(store, 1) } else { try Fixtures.complete(store, "two", 1) }
        #expect(try store.requestNumbers() == [])
        #expect(key.isOverwritten)
    }

    @Test(arguments: [
        ("{\"request\":7}", 2), ("7", 8), ("-7", 2), ("0", 2), ("1000000000", 2), ("9223372036854775807", 2),
        ("99999999999999999999", 2), ("\"7\"", 2),
    ])
    func `has the number after those in the journal, as far as these can be read:`(_ value: String, _ next: Int) throws
    {
        try Fixtures.addRequest(store, "one")
        let line = Tree.contents(store.layout.journal)
        try Tree.write(
            line + line.replacing("\"request\":1", with: "\"request\":\(value)"), to: store.layout.journal)
        #expect(try Fixtures.addRequest(store, "two") == next)
    }

    @Test func `has no number after the last`() throws {
        try Fixtures.addRequest(store, "one")
        rename(store.layout.request(1), store.layout.request(999_999_999))
        let before = Tree(folder.path)
        let error = #expect(throws: StoreError.self) { try Fixtures.addRequest(store, "two") }
        #expect(error?.problem.hasSuffix("is damaged: no number is left after \"999999999\"") == true)
        #expect(Tree(folder.path) == before)
    }

    @Test func `that is not there is refused, with where to look`() throws {
        let expected = StoreError.noSuchRequest(7, path: folder.store)
        #expect(
            expected.description == """
                the store "\(folder.store)" has no request "7"
                hint: choose a request from the list of those that wait
                """)
        for round in 0..<3 {
            if round == 1 { try Fixtures.commit(store, "first") }
            if round == 2 { try Fixtures.addRequest(store, "one") }
            let before = Tree(folder.path)
            #expect(throws: expected) { try store.request(7) }
            #expect(throws: expected) { try Fixtures.dropRequest(store, 7) }
            #expect(throws: expected) { try Fixtures.complete(store, "two", 7) }
            #expect(Tree(folder.path) == before)
        }
        for number in [0, -1, Int.min, Int.max] {
            #expect(throws: StoreError.noSuchRequest(number, path: folder.store)) { try store.request(number) }
        }
    }

    @Test(arguments: ["", ".hidden", "../up", "a/b", "manifest.json", "na\u{0}me"])
    func `takes no file that is named`(_ name: String) throws {
        #expect(throws: StoreError.unusableName(name)) {
            try store.withLock { writer in
                _ = try writer.addRequest([GenerationFile(name, .open([]))], body: Fixtures.requestBody("one"))
            }
        }
        #expect(Tree(folder.path).entries.count == 1)
    }

    @Test func `with a file of the same name twice is refused and leaves nothing`() throws {
        #expect(throws: StoreError.self) {
            try store.withLock { writer in
                let files = Fixtures.requestFiles("one") + Fixtures.requestFiles("one")
                _ = try writer.addRequest(files, body: Fixtures.requestBody("one"))
            }
        }
        #expect(Tree(folder.path).entries.count == 1)
    }

    @Test func `stays where the run that made it fails at something else`() throws {
        #expect(throws: FixtureFailure.self) {
            try store.withLock { writer in
                _ = try writer.addRequest(Fixtures.requestFiles("one"), body: Fixtures.requestBody("one"))
                throw FixtureFailure("later")
            }
        }
        #expect(try Fixtures.checkRequests(store) == [1])
    }

    @Test func `is neither made nor dropped while another run holds the lock, and can be read`() throws {
        try Fixtures.addRequest(store, "one")
        let probe = try ProbeProcess(["hold", folder.store])
        #expect(probe.line() == "held")
        let before = Tree(folder.path)
        let held = StoreError.held(path: folder.store, process: probe.process)
        #expect(throws: held) { try Fixtures.addRequest(store, "two") }
        #expect(throws: held) { try Fixtures.dropRequest(store, 1) }
        #expect(Tree(folder.path) == before)
        #expect(try Fixtures.checkRequests(store) == [1])
        probe.endInput()
        #expect(probe.status() == 0)
        try Fixtures.dropRequest(store, 1)
    }

    @Test func `goes when a generation answers it, which says so`() throws {
        for tag in ["one", "two", "three"] { try Fixtures.addRequest(store, tag) }
        #expect(try Fixtures.complete(store, "answer", 2) == 1)
        #expect(try Fixtures.checkRequests(store) == [1, 3])
        #expect(try Fixtures.checkWhole(store) == 1)
        let completed = try #require(try store.liveGeneration()?.manifest.completedRequest)
        #expect(completed.number == 2 && completed.publicKeySHA256 == Fixtures.keySHA256("two"))
        let last = try #require(try store.journal().entries.last)
        #expect(last.generation == 1 && last.request == 2 && last.result == JournalEntry.committed)
        // Another with the same key is another request.
        #expect(try Fixtures.addRequest(store, "two") == 4)
        #expect(try Fixtures.commit(store, "second") == 2)
        #expect(try Fixtures.checkRequests(store) == [1, 3, 4])
    }

    @Test func `stays when the generation that was to answer it is refused`() throws {
        try Fixtures.addRequest(store, "one")
        let before = Tree(folder.path)
        #expect(throws: FixtureFailure.self) {
            try store.withLock { writer in
                _ = try writer.commit(
                    Fixtures.files("two"), manifest: Fixtures.body(), consent: Fixtures.consent(), completing: 1
                ) { _ in
                    throw FixtureFailure("no")
                }
            }
        }
        #expect(Tree(folder.path) == before)
    }
}
