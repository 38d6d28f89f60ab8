import CertificateStore
import Glibc
import StoreFixtures
import Testing

@Suite("A damaged signing request")
struct RequestDamageTests {
    let folder: TemporaryFolder
    let store: Store
    let manifest: String

    init() throws {
        folder = try TemporaryFolder()
        store = Fixtures.store(folder.store)
        manifest = "\(folder.store)/requests/000001/manifest.json"
        try Fixtures.addRequest(store, "one")
    }

    @Test(arguments: [
        ("", "it is not JSON"),
        ("{}", "the key \"format\" is missing"),
        ("{\"format\": 0}", "it has format 0"),
        ("{\"format\": 1}", "the key \"request\" is missing"),
        ("{\"format\": 1, \"request\": 1, \"files\": []}", "the key \"created\" is missing"),
    ])
    func `says what is wrong with its manifest, and can still be dropped`(_ text: String, _ reason: String) throws {
        try Tree.write(text, to: manifest)
        let expected = StoreError.damaged(path: manifest, reason: reason)
        #expect(throws: expected) { try store.request(1) }
        #expect(throws: expected) { try store.requests() }
        #expect(throws: expected) { try Fixtures.complete(store, "two", 1) }
        #expect(try store.requestNumbers() == [1])
        #expect(try Fixtures.addRequest(store, "two") == 2)
        try Fixtures.dropRequest(store, 1)
        #expect(try Fixtures.checkRequests(store) == [2])
    }

    @Test func `without a manifest or under another number says so`() throws {
        rename(store.layout.request(1), store.layout.request(9))
        let path = "\(folder.store)/requests/000009/manifest.json"
        #expect(throws: StoreError.damaged(path: path, reason: "it is the manifest of request 1")) {
            try store.request(9)
        }
        unlink(path)
        #expect(throws: StoreError.damaged(path: store.layout.request(9), reason: "its manifest is missing")) {
            try store.requests()
        }
    }

    @Test func `that a newer version wrote is left alone, and the store with it`() throws {
        try Tree.write("{\"format\": 2}", to: manifest)
        let before = Tree(folder.path)
        let expected = StoreError.newerFormat(path: manifest, format: 2, known: 1)
        #expect(throws: expected) { try store.requests() }
        #expect(throws: expected) { try Fixtures.dropRequest(store, 1) }
        #expect(throws: expected) { try Fixtures.commit(store, "two") }
        #expect(Tree(folder.path) == before)
    }

    @Test func `lends no file that is not the one that was written`() throws {
        let request = try store.request(1)
        let path = "\(request.folder)/request.key"
        let text = Tree.contents(path)
        func expect(_ reason: String) {
            #expect(throws: StoreError.damaged(path: path, reason: reason)) {
                try request.withContents(of: "request.key") { _ in }
            }
            #expect(throws: StoreError.damaged(path: path, reason: reason)) { try request.verifyFiles() }
        }
        try Tree.write("X" + text.dropFirst(), to: path)
        expect("its contents do not match the manifest")
        try Tree.write(String(text.dropLast()), to: path)
        expect("its contents do not match the manifest")
        remove(path)
        expect("it is missing")
        symlink("request.pem", path)
        expect("it is a symbolic link")
        remove(path)
        mkfifo(path, 0o600)
        expect("it is not a file")
        #expect(throws: StoreError.self) { try request.contents(of: "../../journal.jsonl") }
        #expect(throws: StoreError.self) { try request.contents(of: "manifest.json") }
    }

    @Test func `that has gone since it was found is no damage`() throws {
        let request = try store.request(1)
        try Fixtures.dropRequest(store, 1)
        #expect(throws: StoreError.noSuchRequest(1, path: folder.store)) { try request.contents(of: "request.pem") }
    }

    @Test func `is never taken for the one that a generation answered`() throws {
        try Fixtures.complete(store, "answer", 1)
        // Another store's request, put there by hand under the same number.
        let other = Fixtures.store("\(folder.path)/other")
        try Fixtures.addRequest(other, "other")
        rename(other.layout.request(1), store.layout.request(1))
        try store.withLock { _ in }
        #expect(try Fixtures.checkRequests(store) == [1])
    }
}
