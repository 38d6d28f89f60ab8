import CertificateStore
import Glibc
import StoreFixtures
import Testing

@Suite("A store behind a symbolic link")
struct LinkTests {
    let folder: TemporaryFolder
    let store: Store
    let real: String

    init() throws {
        folder = try TemporaryFolder()
        store = Fixtures.store(folder.store)
        real = "\(folder.path)/real"
        mkdir(real, 0o700)
    }

    @Test(arguments: ["real", "real/", "./real", "ABSOLUTE", "second"])
    func `is taken where only root and its user can have made the link, as to`(_ target: String) throws {
        symlink("real", "\(folder.path)/second")
        symlink(target == "ABSOLUTE" ? real : target, folder.store)
        #expect(try store.liveGeneration() == nil)
        #expect(try Fixtures.commit(store, "one") == 1)
        #expect(try Fixtures.commit(Fixtures.store(real), "two") == 2)
        #expect(try Fixtures.checkWhole(store) == 2)
        #expect(Tree(folder.store).entries["."] == "l \(target == "ABSOLUTE" ? real : target)")
    }

    @Test(arguments: [0o777, 0o1777, 0o720] as [mode_t])
    func `is refused where the link is in a folder that others can write to`(_ mode: mode_t) throws {
        symlink("real", folder.store)
        chmod(folder.path, mode)
        let error = #expect(throws: StoreError.self) { try Fixtures.commit(store, "one") }
        let octal = String(mode, radix: 8)
        #expect(
            error
                == .unsafeFolder(
                    path: folder.store,
                    reason: "it is a symbolic link in \"\(folder.path)\": its mode \(octal) lets others write to it"))
        #expect(throws: StoreError.self) { try store.liveGeneration() }
        #expect(Tree(real).entries.count == 1)
    }

    @Test func `is refused where the second of two links is in such a folder`() throws {
        mkdir("\(folder.path)/open", 0o700)
        chmod("\(folder.path)/open", 0o777)
        symlink("../real", "\(folder.path)/open/link")
        symlink("open/link", folder.store)
        let error = #expect(throws: StoreError.self) { try Fixtures.commit(store, "one") }
        #expect(error?.problem.contains("it is a symbolic link in \"\(folder.path)/open\": its mode 777") == true)
        #expect(Tree(real).entries.count == 1)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a link away"))
    func `is refused where the link, or the folder around it, belongs to somebody else`() throws {
        symlink("real", folder.store)
        lchown(folder.store, 12_345, 0)
        let link = #expect(throws: StoreError.self) { try Fixtures.commit(store, "one") }
        #expect(
            link?.problem.hasSuffix("it is a symbolic link, and it belongs to the user with the id 12345") == true)
        lchown(folder.store, 0, 0)
        chown(folder.path, 12_345, 0)
        let around = #expect(throws: StoreError.self) { try Fixtures.commit(store, "one") }
        #expect(around?.problem.hasSuffix("\"\(folder.path)\": it belongs to the user with the id 12345") == true)
        #expect(Tree(real).entries.count == 1)
    }

    @Test func `is refused where the folder itself lets others write to it`() throws {
        symlink("real", folder.store)
        chmod(real, 0o777)
        let error = #expect(throws: StoreError.self) { try Fixtures.commit(store, "one") }
        #expect(error == .unsafeFolder(path: folder.store, reason: "its mode 777 lets others write to it"))
    }

    @Test func `is not made where the link leads to nothing, and no other is taken for it`() throws {
        symlink("missing", folder.store)
        let before = Tree(folder.path)
        for look in [{ _ = try store.liveGeneration() }, { try Fixtures.commit(store, "one") }] {
            let error = #expect(throws: StoreError.self) { try look() }
            #expect(
                error?.problem == "cannot open the folder \"\(folder.path)/missing\": no such file or directory")
        }
        #expect(Tree(folder.path) == before)
        unlink(folder.store)
        symlink("store", folder.store)
        let loop = #expect(throws: StoreError.self) { try Fixtures.commit(store, "one") }
        #expect(loop?.kind == "failed")
        unlink(folder.store)
        try Tree.write("", to: "\(folder.path)/file")
        symlink("file", folder.store)
        let file = #expect(throws: StoreError.self) { try Fixtures.commit(store, "one") }
        #expect(file?.problem == "cannot open the folder \"\(folder.store)\": not a directory")
    }
}
