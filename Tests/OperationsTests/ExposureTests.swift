import CertificateModel
import CertificateStore
import Glibc
import Operations
import StoreFixtures
import Testing
import WorldFixtures

@Suite("What others can read in a store")
struct ExposureTests {
    private let server: TestServer

    init() throws {
        server = try TestServer.ignited()
        try server.regenerate(keepsKey: false)
    }

    private var store: String { "\(server.folder)/store" }

    private func found() throws -> [ServerStatus.Line] {
        try server.state().status.lines.filter { $0.subject == "secrets" }
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o601, 0o660] as [mode_t])
    func `is critical where it is a private key, with what becomes of that one, whatever the mode:`(_ mode: mode_t)
        throws
    {
        let request = Request(server.installation)
        #expect(try request.commit(request.prepare()) == 1)
        #expect(try server.state().status.severity == .ok)
        let cases: [(String, ExposedPath.Kind, String)] = [
            ("generations/000002/root.key", .rootKey, "the root's private key is exposed: others can read \"PATH\""),
            ("generations/000001/root.key", .rootKey, "the root's private key is exposed: others can read \"PATH\""),
            ("generations/000002/identity.key", .identityKey, "others can read the identity's private key \"PATH\""),
            (
                "generations/000001/identity.key", .formerKey,
                "others can read \"PATH\", the private key of an earlier generation"
            ),
            (
                "requests/000001/request.key", .requestKey(1),
                "others can read \"PATH\", the private key of a signing request"
            ),
        ]
        for (name, kind, text) in cases {
            let path = "\(store)/\(name)"
            chmod(path, mode)
            let line = try #require(try found().first)
            #expect(try found().count == 1 && server.state().status.severity == .critical)
            #expect(line.severity == .critical && line.text == text.replacing("PATH", with: path))
            #expect(line.remedy == .close(ExposedPath(path, kind), isImported: false))
            chmod(path, 0o600)
        }
        #expect(try found() == [])
    }

    @Test(arguments: [
        "", "/generations", "/generations/000001", "/generations/000002", "/requests", "/requests/000001",
    ])
    func `is critical where it is a folder around keys:`(_ name: String) throws {
        let request = Request(server.installation)
        #expect(try request.commit(request.prepare()) == 1)
        chmod(store + name, 0o755)
        #expect(try found().map(\.text) == ["others can read the folder \"\(store)\(name)\""])
    }

    @Test func `is named one by one, the keys first, where a copy has lost all modes`() throws {
        for name in ["", "/generations", "/generations/000001", "/generations/000002", "/trusted"] {
            chmod(store + name, 0o755)
        }
        for number in 1...2 {
            for key in ["root.key", "identity.key"] { chmod("\(store)/generations/00000\(number)/\(key)", 0o644) }
        }
        let paths = try found().compactMap { line in
            if case .close(let path, _) = line.remedy { path.path.replacing(store, with: "STORE") } else { nil }
        }
        #expect(
            paths == [
                "STORE/generations/000001/root.key", "STORE/generations/000001/identity.key",
                "STORE/generations/000002/root.key", "STORE/generations/000002/identity.key", "STORE",
                "STORE/generations", "STORE/generations/000001", "STORE/generations/000002",
            ])
    }

    @Test func `is told of a key that a regeneration keeps, which has to be replaced by a new one`() throws {
        let live = server.store.layout.generation(2)
        func warnings(_ subject: RegenerationChoice.Subject, keepsKey: Bool?) throws -> [String] {
            try Regeneration(
                server.installation, RegenerationChoice(subject, keepsKey: keepsKey), command: "regenerate"
            ).prepare().confirmation.warnings
        }
        #expect(try warnings(.root, keepsKey: nil) == [])
        chmod("\(live)/root.key", 0o644)
        let root =
            "the root's private key is exposed: others can read \"\(live)/root.key\"; the new certificate keeps this key, "
            + "which has to be replaced by a new one"
        #expect(try warnings(.root, keepsKey: nil) == [root])
        #expect(try warnings(.root, keepsKey: false) == [])
        #expect(try warnings(.identity, keepsKey: true) == [])
        chmod("\(live)/identity.key", 0o640)
        let identity =
            "others can read the identity's private key \"\(live)/identity.key\"; the new certificate keeps this key, "
            + "which has to be replaced by a new one"
        #expect(try warnings(.identity, keepsKey: nil) == [])
        #expect(try warnings(.identity, keepsKey: true) == [identity])
        #expect(try warnings(.root, keepsKey: nil) == [root, identity])
    }

    @Test func `is mended by modes and new keys: what is replaced is a key of an earlier generation`() throws {
        let old = "\(server.store.layout.generation(2))/root.key"
        chmod(old, 0o644)
        try server.regenerate(.root, keepsKey: false)
        #expect(try found().map(\.text) == ["others can read \"\(old)\", the private key of an earlier generation"])
        chmod(old, 0o600)
        #expect(try server.state().status.severity == .ok)
    }
}
