import CertificateStore
import Glibc
import StoreFixtures
import Testing

@Suite("A damaged store")
struct DamageTests {
    let folder: TemporaryFolder
    let store: Store
    let manifest: String

    init() throws {
        folder = try TemporaryFolder()
        store = Fixtures.store(folder.store)
        manifest = "\(folder.store)/generations/000001/manifest.json"
        try Fixtures.commit(store, "one")
    }

    @Test(arguments: [
        ("", "it is not JSON"),
        ("{", "it is not JSON"),
        ("[]", "it does not hold what it should"),
        ("{}", "the key \"format\" is missing"),
        ("{\"format\": \"1\"}", "the key \"format\" has a value of another kind"),
        ("{\"format\": 0}", "it has format 0"),
        ("{\"format\": 1}", "the key \"generation\" is missing"),
    ])
    func `says what is wrong with its manifest`(_ text: String, _ reason: String) throws {
        try Tree.write(text, to: manifest)
        let error = #expect(throws: StoreError.self) { try store.liveGeneration() }
        #expect(error == .damaged(path: manifest, reason: reason))
        // It can still be replaced.
        #expect(try Fixtures.commit(store, "two") == 2)
        #expect(try store.liveGeneration()?.number == 2)
    }

    @Test func `that a newer version wrote is read by none of this version's rules, and not written`() throws {
        try Tree.write("{\"format\": 2, \"future\": true}", to: manifest)
        let before = Tree(folder.path)
        let expected = StoreError.newerFormat(path: manifest, format: 2, known: 1)
        #expect(throws: expected) { try store.liveGeneration() }
        #expect(throws: expected) { try Fixtures.commit(store, "two") }
        #expect(expected.problem.contains("was written by a newer version of this software"))
        #expect(Tree(folder.path) == before)
    }

    @Test func `with keys that this version does not know is read all the same`() throws {
        let text = Tree.contents(manifest)
        try Tree.write("{\"colour\": [\"green\"]," + text.dropFirst(), to: manifest)
        #expect(try store.liveGeneration()?.manifest.body == Fixtures.body())
    }

    @Test func `whose manifest belongs to another generation is refused`() throws {
        let text = Tree.contents(manifest)
        mkdir("\(folder.store)/generations/000007", 0o700)
        try Tree.write(text, to: "\(folder.store)/generations/000007/manifest.json")
        #expect(throws: StoreError.self) { try store.generation(7) }
    }

    @Test func `with a changed file says which one when it is read`() throws {
        let path = "\(folder.store)/generations/000001/identity.pem"
        try Tree.write("changed", to: path)
        let live = try #require(try store.liveGeneration())
        let error = #expect(throws: StoreError.self) { try live.contents(of: "identity.pem") }
        #expect(error == .damaged(path: path, reason: "its contents do not match the manifest"))
        #expect(try live.contents(of: "root.pem").isEmpty == false)
        try store.withLock { (writer) -> Void in
            #expect(throws: StoreError.self) {
                try writer.rollBack(to: 1, consent: Fixtures.consent(), journal: Fixtures.event("no"))
            }
        }
    }

    @Test func `with a missing file, a link or a FIFO in its place never waits and says so`() throws {
        let live = try #require(try store.liveGeneration())
        let path = "\(live.folder)/chain.pem"
        remove(path)
        #expect(throws: StoreError.damaged(path: path, reason: "it is missing")) { try live.contents(of: "chain.pem") }
        symlink("root.pem", path)
        #expect(throws: StoreError.damaged(path: path, reason: "it is a symbolic link")) {
            try live.contents(of: "chain.pem")
        }
        remove(path)
        mkfifo(path, 0o600)
        #expect(throws: StoreError.damaged(path: path, reason: "it is not a file")) {
            try live.contents(of: "chain.pem")
        }
        #expect(throws: StoreError.self) { try live.contents(of: "../../serials") }
    }

    @Test(arguments: ["/etc", "generations/1", "generations/0000001", "generations/../../x", "generations/000001/"])
    func `whose live link leads elsewhere is refused:`(_ target: String) throws {
        remove("\(folder.store)/live")
        symlink(target, "\(folder.store)/live")
        let error = #expect(throws: StoreError.self) { try store.liveGeneration() }
        #expect(error == .damaged(path: "\(folder.store)/live", reason: "it leads to \"\(target)\""))
    }

    @Test(arguments: [
        ("generations/000001/manifest.json", "restore it from a copy, or go back to another generation"),
        ("generations/000001", "restore it from a copy, or go back to another generation"),
        ("requests/000002/request.key", "restore it from a copy, or drop the request and make a new one"),
        ("serials", "remove it: the numbers continue after those of the stored certificates"),
        ("journal.jsonl", "look at what it is, and move it out of the store: the next run makes a new one"),
        ("live", "make one of its generations live again"),
        ("trusted", "restore it from a copy, or move it out of the store"),
        ("draft.toml", "restore it from a copy, or move it out of the store"),
    ])
    func `says what mends it where it is damaged at`(_ path: String, _ hint: String) {
        let error = StoreError.damaged(path: "\(folder.store)/\(path)", reason: "it is not a file")
        #expect(error.hint == hint)
        #expect(error.isMendedByAnOlderGeneration == path.hasPrefix("generations"))
    }

    @Test func `without the generation it needs says that there is none`() throws {
        #expect(throws: StoreError.noSuchGeneration(9, path: folder.store)) { try store.generation(9) }
        #expect(throws: StoreError.noSuchGeneration(9, path: folder.store)) {
            try store.withLock { try $0.rollBack(to: 9, consent: Fixtures.consent(), journal: Fixtures.event("no")) }
        }
    }
}
