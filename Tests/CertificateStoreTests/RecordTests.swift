@testable import CertificateStore
import CertificateModel
import Glibc
import StoreFixtures
import Testing

@Suite("Records")
struct RecordTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = Fixtures.store(folder.store)
    }

    @Test func `of the journal survive a torn last line`() throws {
        try Fixtures.commit(store, "one")
        let whole = Tree.contents(store.layout.journal)
        for length in 0..<whole.count {
            try Tree.write(whole + whole.prefix(length), to: store.layout.journal)
            #expect(try store.journal().entries.count == (length == whole.count - 1 ? 2 : 1))
        }
        try Tree.write(whole + whole.prefix(40), to: store.layout.journal)
        try store.withLock { try $0.journal(Fixtures.event("after")) }
        let journal = try store.journal()
        #expect(journal.entries.map(\.result) == [JournalEntry.committed, "after"])
        #expect(journal.unreadableLines == 1)
    }

    @Test func `of the journal can be read while another run adds to them`() async throws {
        try Fixtures.commit(store, "one")
        let path = store.layout.journal
        let end = Tree.contents(path).utf8.count + 20_000
        let writer = Task.detached {
            let journal = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
            defer { close(journal) }
            for _ in 0..<20_000 { write(journal, "\n", 1) }
        }
        while Tree.contents(path).utf8.count < end { #expect(try store.journal().entries.count == 1) }
        await writer.value
    }

    @Test func `of the journal stay one line each, whatever the words in them`() throws {
        let hostile = "a\nb\r\u{1B}[2J\u{85}\u{2028}\u{7F}\u{202E}\u{0}\u{E0041}\"\\ü"
        var event = Fixtures.event("done")
        event.reason = hostile
        try store.withLock { try $0.journal(event) }
        let text = Tree.contents(store.layout.journal)
        #expect(text.utf8.count { $0 == 0x0A } == 1)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !VisibleText.isUnsafe($0) })
        #expect(try store.journal().entries == [event])
    }

    @Test func `of the journal tell whether a generation was served, as it was last asked`() throws {
        let results: [(String, [String]?, Bool?)] = [
            (JournalEntry.committed, nil, nil), (JournalEntry.deployed, nil, nil),
            (JournalEntry.notProven, ["another"], false), (JournalEntry.rolledBack, nil, false),
            (JournalEntry.notDeployed, ["it is served"], true), (JournalEntry.deployed, nil, true),
            (JournalEntry.notProven, ["another"], false),
        ]
        for (result, served, expected) in results {
            var event = Fixtures.event(result)
            (event.generation, event.served) = (3, served)
            try store.withLock { try $0.journal(event) }
            #expect(try store.journal().wasServed(3) == expected, "\(result)")
            #expect(try store.journal().wasServed(2) == nil)
        }
    }

    @Test func `of a generation are read again once their file is another`() throws {
        try Fixtures.commit(store, "one")
        let path = "\(folder.store)/generations/000001/manifest.json"
        let text = Tree.contents(path)
        let damaged = text.replacing("\"format\" : 1", with: "\"format\" : 0")
        try #require(damaged != text)
        for (contents, isWhole) in [(text, true), (damaged, false), (text, true), (damaged, false)] {
            if Tree.contents(path) != contents { try Tree.write(contents, to: path) }
            // Only from then on it counts as read.
            var status = stat()
            repeat { try #require(lstat(path, &status) == 0) } while !FileStamp(status).isSettled
            for _ in 1...2 {
                let body = try? store.liveGeneration()?.manifest.body
                #expect(body == (isWhole ? Fixtures.body() : nil))
            }
        }
        // The same number again, as after a commit that was taken back and another one.
        try #require(rename("\(folder.store)/generations/000001", folder.path + "/away") == 0)
        #expect(throws: StoreError.noSuchGeneration(1, path: folder.store)) { try store.liveGeneration() }
        mkdir("\(folder.store)/generations/000001", 0o700)
        try Tree.write(text.replacing("\"generation\" : 1", with: "\"generation\" : 7"), to: path)
        #expect(throws: StoreError.damaged(path: path, reason: "it is the manifest of generation 7")) {
            try store.liveGeneration()
        }
    }

    @Test func `of the environment are cleaned`() {
        let hostile = Operator(
            uid: 7, login: "eve\u{1B}]0;x\u{7}\n", sudoUser: String(repeating: "a", count: 5_000),
            sshConnection: "192.0.2.1 55555 192.0.2.2 22", terminal: "")
        #expect(hostile.login == "eve\\u{1b}]0;x\\u{7}\\u{a}")
        #expect(hostile.sudoUser == String(repeating: "a", count: 64) + "… (5000 characters)")
        #expect(hostile.sshClient == "192.0.2.1")
        #expect(hostile.terminal == nil)
        #expect(Operator(uid: 7, sshConnection: "fe80::1%eth0 1 ::1 22").sshClient == "fe80::1%eth0")
        #expect(Operator(uid: 7, sshConnection: "\u{1B}[2J 1").sshClient == nil)
        #expect(Operator(uid: 7, sshConnection: " ").sshClient == nil)
    }

    @Test func `of generations may have a level in place of a profile, and those without either key are read`() throws {
        var body = Fixtures.body()
        body.profile = nil
        body.level = "strict"
        try store.withLock {
            _ = try $0.commit(Fixtures.files("one"), manifest: body, consent: Fixtures.consent()) { _ in }
        }
        #expect(try store.liveGeneration()?.manifest.body == body)
        let path = "\(store.layout.generation(1))/manifest.json"
        let text = Tree.contents(path)
        #expect(text.contains("\"level\" : \"strict\"") && !text.contains("profile"))
        #expect(!text.contains("completedRequest"))
        // As it was written before there were imports.
        try Tree.write(
            text.replacing("\"level\" : \"strict\"", with: "\"profile\" : \"documented\""), to: path)
        body.profile = "documented"
        body.level = nil
        #expect(try store.liveGeneration()?.manifest.body == body)
    }

    @Test func `of answers come back as they were given`() throws {
        let value = JSONValue.object([
            "null": .null, "yes": .bool(true), "one": .integer(1), "half": .number(0.5), "text": .string("a/b\n"),
            "list": .array([.integer(-9_007_199_254_740_993), .array([]), .object([:])]),
        ])
        let bytes = try StoreJSON.encode(value, indented: true, path: "x")
        #expect(try StoreJSON.decode(JSONValue.self, bytes, path: "x") == value)
        #expect(String(decoding: bytes, as: UTF8.self).contains("a/b"))
        #expect(throws: StoreError.self) { try StoreJSON.encode(JSONValue.number(.nan), indented: true, path: "x") }
        let deep = Array(String(repeating: "[", count: 100_000).utf8)
        #expect(throws: StoreError.self) { try StoreJSON.decode(JSONValue.self, deep, path: "x") }
    }

    @Test func `of the layout are paths and nothing else`() {
        let layout = StoreLayout(folder: "/var/lib/keyturn//")
        #expect(layout.folder == "/var/lib/keyturn")
        #expect(layout.generation(7) == "/var/lib/keyturn/generations/000007")
        #expect(layout.live("identity.pem") == "/var/lib/keyturn/live/identity.pem")
        #expect(StoreLayout(folder: "/").folder == "/")
        for (path, parent) in [("/a/b", "/a"), ("/a", "/"), ("a", "."), ("a//b", "a")] {
            #expect(StoreLayout.parent(of: path) == parent)
        }
        for number in [1, 42, 999_999, 1_000_000, 999_999_999] {
            #expect(StoreLayout.generationNumber(StoreLayout.generationName(number)) == number)
        }
        for name in ["", "1", "000000", "0000001", "-00001", "00000a", "1000000000", "٠٠٠٠٠١", ".pending-000001"] {
            #expect(StoreLayout.generationNumber(name) == nil)
        }
    }

    @Test func `of system errors have a kind and both sentences`() {
        let table: [(Int32, String)] = [
            (EACCES, "not-permitted"), (EPERM, "not-permitted"), (ENOSPC, "no-space"), (EDQUOT, "no-space"),
            (EFBIG, "no-space"), (EIO, "failed"), (EROFS, "failed"), (99_999, "failed"),
        ]
        for (code, kind) in table {
            let error = StoreError(code: code, action: "write", path: "/x")
            #expect(error.kind == kind)
            #expect(error.problem.hasPrefix("cannot write \"/x\": "))
            #expect(!error.problem.hasSuffix(".") && !error.hint.isEmpty && !error.hint.hasSuffix("."))
        }
        #expect(
            StoreError(code: EIO, action: "write", path: "/x").problem == "cannot write \"/x\": I/O error"
                || StoreError(code: EIO, action: "write", path: "/x").problem
                    == "cannot write \"/x\": input/output error"
        )
    }
}
