import CertificateModel
import CertificateStore
import Glibc
import StoreFixtures
import Testing

@Suite("A refused run")
struct RefusedRunTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = Fixtures.store(folder.store)
    }

    @Test func `leaves no trace where there was no store, nor any folder above it`() throws {
        let deep = Fixtures.store("\(folder.path)/a/b/store")
        #expect(throws: FixtureFailure.self) {
            try deep.withLock { writer in
                try writer.reserve(root: Fixtures.root, next: 7)
                try writer.journal(Fixtures.event("refused"))
                throw FixtureFailure("refused")
            }
        }
        try deep.withLock { _ in }
        #expect(Tree(folder.path).entries.count == 1)
    }

    @Test func `leaves a folder that was there before, and what was in it`() throws {
        mkdir(folder.store, 0o755)
        try Tree.write("mine", to: "\(folder.store)/notes")
        let before = Tree(folder.path)
        #expect(throws: FixtureFailure.self) {
            try store.withLock { writer in
                try writer.reserve(root: Fixtures.root, next: 7)
                throw FixtureFailure("refused")
            }
        }
        #expect(Tree(folder.path) == before)
    }

    @Test func `keeps a counter from which it took a number`() throws {
        #expect(throws: FixtureFailure.self) {
            try store.withLock { writer in
                _ = try writer.takeSerial(root: Fixtures.root, atLeast: 7, passingOver: 0)
                throw FixtureFailure("refused")
            }
        }
        #expect(Tree.contents("\(folder.store)/serials") == "\(Fixtures.root) 08\n")
        #expect(try store.liveGeneration() == nil)
    }

    @Test(arguments: [0o777, 0o770, 0o702] as [mode_t])
    func `is what a folder gets that others can write to`(_ mode: mode_t) throws {
        mkdir(folder.store, 0o700)
        chmod(folder.store, mode)
        let before = Tree(folder.path)
        let error = #expect(throws: StoreError.self) { try Fixtures.commit(store, "one") }
        #expect(error?.kind == "unsafe-folder")
        #expect(
            error?.problem
                == "the store \"\(folder.store)\" is not safe to use: its mode \(String(mode, radix: 8)) lets others write to it"
        )
        #expect(throws: StoreError.self) { try store.liveGeneration() }
        #expect(Tree(folder.path) == before)
    }

    @Test func `is what a folder gets that belongs to somebody else`() throws {
        var path = folder.store
        if geteuid() == 0 {
            mkdir(path, 0o700)
            chown(path, 12_345, 0)
        } else {
            // Only root can give a folder away. In the user namespace of the tests root has no number, and is somebody else.
            path = "/usr"
        }
        var status = stat()
        try #require(stat(path, &status) == 0 && status.st_uid != 0 && status.st_uid != geteuid())
        let error = #expect(throws: StoreError.self) { try Fixtures.commit(Fixtures.store(path), "one") }
        #expect(error == .unsafeFolder(path: path, reason: "it belongs to the user with the id \(status.st_uid)"))
    }

    @Test(arguments: ["lock", "serials", "journal.jsonl", "trusted", "generations", "requests", "README"])
    func `writes through no symbolic link that is planted as`(_ name: String) throws {
        try Fixtures.commit(store, "one")
        try Fixtures.addRequest(store, "one")
        let victim = "\(folder.path)/victim"
        try Tree.write("untouched", to: victim)
        if ["trusted", "generations", "requests"].contains(name) {
            rename("\(folder.store)/\(name)", "\(folder.path)/moved")
            symlink("\(folder.path)/moved", "\(folder.store)/\(name)")
        } else {
            remove("\(folder.store)/\(name)")
            symlink(victim, "\(folder.store)/\(name)")
        }
        _ = try? store.withLock { writer in
            _ = try? writer.takeSerial(root: Fixtures.root, atLeast: 1, passingOver: 0)
            _ = try? writer.journal(Fixtures.event("tried"))
            _ = try? writer.addRequest(Fixtures.requestFiles("two"), body: Fixtures.requestBody("two"))
            _ = try writer.commit(Fixtures.files("two"), manifest: Fixtures.body(), consent: Fixtures.consent()) { _ in
            }
        }
        #expect(Tree.contents(victim) == "untouched")
        #expect(Tree("\(folder.path)/moved").entries.keys.filter { $0.contains("000002") } == [])
    }

    @Test func `is what a file in place of the store gets`() throws {
        try Tree.write("a file", to: folder.store)
        let error = #expect(throws: StoreError.self) { try Fixtures.commit(store, "one") }
        #expect(error?.kind == "failed")
        #expect(error?.problem == "cannot open the folder \"\(folder.store)\": not a directory")
    }

    @Test func `shows a hostile path escaped`() throws {
        let hostile = Fixtures.store("\(folder.path)/\u{1B}[2J\u{202E}/file")
        try Tree.write("", to: "\(folder.path)/\u{1B}[2J\u{202E}")
        let error = #expect(throws: StoreError.self) { try Fixtures.commit(hostile, "one") }
        #expect(error?.problem.contains("\\u{1b}[2J\\u{202e}/file") == true)
    }
}
