import CertificateEngine
import CertificateModel
import CertificateStore
import FoundationEssentials
import Glibc
import StoreFixtures
import Testing
import WorldFixtures

@testable import Operations

@Suite("An export")
struct ExportTests {
    private let server: TestServer

    init() throws { server = try TestServer.ignited() }

    private func passphrase(_ text: String = "correct horse") throws -> NewPassphrase {
        try NewPassphrase(Array(text.utf8).withUnsafeBytes { SecretBytes(copying: $0) })
    }

    private func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    private func stored(_ name: String, of server: TestServer) throws -> [UInt8] {
        try bytes("\(server.folder)/store/live/\(name)")
    }

    /// Exports to a new file, and returns its path.
    private func export(_ choice: ExportChoice, of server: TestServer) throws -> String {
        let (path, operation) = ("\(server.folder)/\(choice.words)", Export(server.installation))
        try operation.write(
            try operation.find(choice, for: path), choice.isEncrypted ? passphrase() : nil, to: path)
        return path
    }

    /// A server that issued its own certificates, and one whose certificates another one issued.
    enum Origin: String, CaseIterable {
        case issued = "issued here"
        case imported
    }

    private func server(_ origin: Origin) throws -> TestServer {
        if origin == .imported { try server.takeIn(.another()) }
        return server
    }

    @Test(arguments: Origin.allCases, ExportChoice.all)
    func `has what the live generation has, and only a private key is its owner's alone`(
        _ origin: Origin, _ choice: ExportChoice
    ) throws {
        let server = try server(origin)
        let path = try export(choice, of: server)
        #expect(mode(path) == (choice.holdsKey ? 0o600 : 0o644))
        let written = try bytes(path)
        let chain = try CertificateReader.pem(stored("chain.pem", of: server))
        switch (choice.part, choice.form) {
        case (.identity, .pem): #expect(try written == stored("identity.pem", of: server))
        case (.root, .pem):
            #expect(try written == stored("root.pem", of: server))
            #expect(try written == stored("WebRootCA.pem", of: server))
        case (.chain, _): #expect(try written == stored("chain.pem", of: server))
        case (.bundle, _): #expect(try written == stored("fullchain.pem", of: server))
        case (_, .der):
            #expect(try [written] == CertificateReader.pem(stored("\(choice.part.rawValue).pem", of: server)))
        case (_, .combined):
            #expect(try written == stored("identity.key", of: server) + stored("fullchain.pem", of: server))
        case (_, .p12), (_, .legacyP12):
            let file = ImportFile(name: "x.p12", contents: written.withUnsafeBytes { SecretBytes(copying: $0) })
            let secret = Array("correct horse".utf8).withUnsafeBytes { SecretBytes(copying: $0) }
            let objects = try ImportReader.read(file, passphrase: secret)
            let identity = try CertificateReader.pem(stored("identity.pem", of: server))
            #expect(Set(objects.certificates.map(\.der)) == Set(identity + chain))
            let key = try server.store.requiredGeneration().key("identity.key")
            #expect(try objects.keys.map { try $0.key.publicKeyDigest() } == [try key.publicKeyDigest()])
        }
    }

    @Test(arguments: ExportChoice.all) func `is noted if it holds a private key, without any secret`(
        _ choice: ExportChoice
    ) throws {
        let before = server.tree
        let path = try export(choice, of: server)
        guard choice.holdsKey else {
            #expect(server.tree.differences(from: before) == [])
            return
        }
        let entry = try #require(try server.journal().last)
        #expect(entry.result == JournalEntry.exported && entry.command == "export" && entry.generation == 1)
        #expect(entry.operator == server.host.world.operator())
        #expect(entry.reason == "\(choice.words), to \"\(path)\"")
        let journal = Tree.contents(server.store.layout.journal)
        #expect(!journal.contains("horse") && !journal.contains("PRIVATE KEY"))
        // It says nothing about what became of the generation.
        #expect(try server.store.journal().handoff(of: 1) == .notTried)
        #expect(try server.count(JournalEntry.committed) == 1)
    }

    @Test func `to standard output is noted as well`() throws {
        let operation = Export(server.installation)
        let made = try operation.make(try operation.find(ExportChoice(.identity, as: .combined)), nil)
        let expected = try stored("identity.key", of: server) + stored("fullchain.pem", of: server)
        #expect(made.withUnsafeBytes { Array($0) } == expected)
        #expect(try server.journal().last?.reason == "identity as combined, to standard output")
    }

    @Test(arguments: ExportChoice.all) func `never overwrites a file, nor follows a link to a new one`(
        _ choice: ExportChoice
    ) throws {
        let operation = Export(server.installation)
        let (there, link) = ("\(server.folder)/there", "\(server.folder)/link")
        try server.write("mine\n", to: "there", mode: 0o640)
        symlink("\(server.folder)/elsewhere", link)
        let before = server.tree
        let given = choice.isEncrypted ? try passphrase() : nil
        for path in [there, link] {
            // Before anything is typed, and again when it is written.
            let early = #expect(throws: OperationError.self) { try operation.find(choice, for: path) }
            let late = #expect(throws: OperationError.self) {
                try operation.write(try operation.find(choice), given, to: path)
            }
            for error in [early, late] {
                #expect(error?.kind == "not-written" && error?.problem == "\"\(path)\" exists already")
            }
        }
        #expect(Tree.contents(there) == "mine\n" && mode(there) == 0o640)
        #expect(mode("\(server.folder)/elsewhere") == nil)
        #expect(server.tree.differences(from: before) == [])
    }

    @Test(
        arguments: [
            .notIgnited, .noneLive, .held,
            RefusedOperation(
                kind: "damaged", problem: "\"STORE/generations/000001/identity.key\" is damaged: it is missing"
            ) {
                unlink($0.store.layout.live("identity.key"))
            },
            RefusedOperation(kind: "damaged", problem: "\"STORE/generations/000001/fullchain.pem\" is damaged") {
                try $0.write("damaged\n", to: "store/live/fullchain.pem")
            },
            RefusedOperation(kind: "not-written", problem: "\"FOLDER/nowhere/x\" cannot be made: ") {
                try $0.write("", to: "nowhere")
            },
        ] as [RefusedOperation])
    func `that is refused leaves no file, and the store as it is:`(_ refused: RefusedOperation) throws {
        try refused.check { server in
            let folder = refused.kind == "not-written" ? "\(server.folder)/nowhere" : server.folder
            let (path, operation) = ("\(folder)/x", Export(server.installation))
            defer { #expect(mode(path) == nil) }
            let choice = try ExportChoice(.identity, as: .combined)
            try operation.write(try operation.find(choice), nil, to: path)
        }
    }

    @Test func `that cannot be noted is not done`() throws {
        unlink(server.store.layout.journal)
        mkdir(server.store.layout.journal, 0o700)
        let (path, operation) = ("\(server.folder)/x", Export(server.installation))
        let found = try operation.find(ExportChoice(.identity, as: .combined))
        let attempts: [() throws -> Void] = [
            { try operation.write(found, nil, to: path) }, { _ = try operation.make(found, nil) },
        ]
        for attempt in attempts {
            let error = #expect(throws: OperationError.self) { try attempt() }
            #expect(error?.kind == "damaged")
            #expect(mode(path) == nil)
        }
    }

    @Test(arguments: [ExportChoice.Form.p12, .legacyP12]) func `that is encrypted is not made without a passphrase`(
        _ form: ExportChoice.Form
    ) throws {
        let (path, operation) = ("\(server.folder)/x", Export(server.installation))
        let found = try operation.find(ExportChoice(.identity, as: form))
        let error = #expect(throws: OperationError.self) { try operation.write(found, nil, to: path) }
        #expect(error?.kind == "passphrase-not-given")
        #expect(error?.problem == "\"\(form.rawValue)\" is encrypted with a passphrase, and none was given")
        #expect(mode(path) == nil)
    }
}
