import CertificateModel
import CertificateStore
import Glibc
import StoreFixtures

/// Writers on a disk that is full or read-only, or under a umask.
enum DiskFaults {
    /// Commits under a umask, and prints every path with its mode at every step: a line `path mode`.
    static func reportModes(_ store: Store, umask mask: String) throws {
        umask(mode_t(mask, radix: 8) ?? 0)
        var store = store
        let folder = store.layout.folder
        let report: @Sendable () -> Void = { for (path, mode) in Tree(folder).modes { writeLine("\(path) \(mode)") } }
        store.atStep = { _ in report() }
        store.atRequestStep = { _ in report() }
        try store.withLock { writer in
            _ = try writer.addRequest(Fixtures.requestFiles("modes"), body: Fixtures.requestBody("modes"))
            let serial = try writer.takeSerial(root: Fixtures.root, atLeast: 1, passingOver: 0)
            let files = Fixtures.files("modes")
            let number = try writer.commit(
                files, manifest: Fixtures.body(), consent: Fixtures.consent(), trusted: [Fixtures.trusted("modes")],
                completing: 1
            ) { _ in }
            try writer.journal(Fixtures.event("serial \(serial)", generation: number))
        }
        report()
    }

    /// Writes on a file system of its own that has ever less room left, in bytes or in inodes; every run that fails must
    /// leave the tree as it was.
    static func writeOnFullDisk(
        _ folder: String, limit: String, _ write: (_ store: Store, _ tag: String) throws -> Void
    ) throws {
        let options = limit == "inodes" ? "size=4m,nr_inodes=200" : "size=512k"
        guard mount("tmpfs", folder, "tmpfs", 0, options) == 0 else { throw FixtureFailure("mount: errno \(errno)") }
        var refused = 0
        var committed = 0
        // A store that is not there yet, and one that is.
        for name in ["new", "old"] {
            let store = Fixtures.store("\(folder)/\(name)")
            if name == "old" { try write(store, "first") }
            for room in 0..<40 {
                let before = Tree(store.layout.folder)
                try fill("\(folder)/filler", inodes: limit == "inodes", leaving: room)
                do {
                    try write(store, "room\(room)")
                    committed += 1
                    if name == "new" { break }
                } catch let error as StoreError {
                    refused += 1
                    guard case .noSpace = error else { throw error }
                    let after = Tree(store.layout.folder)
                    guard after == before else {
                        throw FixtureFailure("\(name), room \(room): changed \(after.differences(from: before))")
                    }
                }
                _ = (try Fixtures.checkWhole(store), try Fixtures.checkRequests(store))
            }
            try clear("\(folder)/filler")
        }
        writeLine("refused \(refused) committed \(committed)")
    }

    /// Commits where the journal, longer than any other file, may grow by half a line only.
    static func commitWithShortJournal(_ store: Store) throws {
        try Fixtures.commit(store, "first")
        try store.withLock { writer in
            for round in 0..<40 { try writer.journal(Fixtures.event("round \(round)")) }
        }
        let before = Tree(store.layout.folder)
        signal(SIGXFSZ, SIG_IGN)
        let length = rlim_t(Tree.contents(store.layout.journal).utf8.count + 40)
        var limit = rlimit(rlim_cur: length, rlim_max: length)
        guard setrlimit(__rlimit_resource_t(1), &limit) == 0 else { throw FixtureFailure("setrlimit: errno \(errno)") }
        do {
            try Fixtures.commit(store, "second")
        } catch let error as StoreError {
            writeLine("\(error.kind): \(error.problem)")
        }
        writeLine(Tree(store.layout.folder) == before ? "unchanged" : "changed")
    }

    /// Commits on a file system that has become read-only; the store must stay readable, and as it was.
    static func commitOnReadOnlyDisk(_ folder: String) throws {
        guard mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0 else { throw FixtureFailure("mount: errno \(errno)") }
        let store = Fixtures.store("\(folder)/store")
        try Fixtures.commit(store, "first")
        let before = Tree(folder)
        let remountReadOnly: UInt = 32 | 1
        guard mount("tmpfs", folder, "tmpfs", remountReadOnly, nil) == 0 else { throw FixtureFailure("errno \(errno)") }
        for store in [store, Fixtures.store("\(folder)/another")] {
            do {
                try Fixtures.commit(store, "second")
                throw FixtureFailure("it could be written")
            } catch let error as StoreError {
                writeLine("\(error.kind): \(error.problem)")
            }
        }
        guard Tree(folder) == before else { throw FixtureFailure("it changed") }
        writeLine("live \(try Fixtures.checkWhole(store) ?? 0)")
    }

    /// Takes all room but so many pages or inodes.
    private static func fill(_ path: String, inodes: Bool, leaving room: Int) throws {
        try clear(path)
        mkdir(path, 0o700)
        if inodes {
            var count = 0
            while symlink("x", "\(path)/\(count)") == 0 { count += 1 }
            for index in max(0, count - room)..<max(0, count) { unlink("\(path)/\(index)") }
        } else {
            let file = open("\(path)/0", O_WRONLY | O_CREAT, 0o600)
            defer { close(file) }
            let page = [UInt8](repeating: 0, count: 4_096)
            var length = 0
            while write(file, page, page.count) == page.count { length += page.count }
            ftruncate(file, off_t(max(0, length - room * page.count)))
        }
    }

    private static func clear(_ path: String) throws {
        for name in Tree(path).entries.keys where name != "." { unlink("\(path)/\(name)") }
        rmdir(path)
    }
}
