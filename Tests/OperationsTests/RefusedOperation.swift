import CertificateModel
import CertificateStore
import Glibc
import Operations
import StoreFixtures
import Testing
import WorldFixtures

/// What keeps an operation from being done on a server that was ignited, and the fact that it is refused with.
struct RefusedOperation: Sendable, CustomTestStringConvertible {
    let kind: String
    /// How the sentence begins; `STORE` stands for the folder of the store, and `FOLDER` for the one around it.
    let problem: String
    /// Brings it about.
    var prepare: @Sendable (TestServer) throws -> Void = { _ in }

    var testDescription: String { kind }

    /// Holds an operation to being refused so, and to changing nothing in the store.
    func check(_ operation: (TestServer) throws -> Void) throws {
        let server = try TestServer.ignited()
        try prepare(server)
        let before = server.tree
        let holdsStore = kind == "held"
        let error = #expect(throws: OperationError.self) {
            if holdsStore { try server.store.withLock { _ in try operation(server) } } else { try operation(server) }
        }
        #expect(error?.kind == kind)
        let sentence =
            error?.problem.replacing("\(server.folder)/store", with: "STORE")
            .replacing(server.folder, with: "FOLDER") ?? ""
        #expect(sentence.hasPrefix(problem), "\(sentence)")
        #expect(error?.hint.isEmpty == false)
        #expect(server.tree.differences(from: before) == [])
    }

    static let notIgnited = RefusedOperation(kind: "not-ignited", problem: "the store \"STORE\" holds no certificates")
    {
        try $0.removeStore()
    }

    static let noneLive = RefusedOperation(kind: "none-live", problem: "no generation of the store \"STORE\" is live") {
        unlink($0.store.layout.live)
    }

    static let imported = RefusedOperation(kind: "imported", problem: "the certificates in \"STORE\" were imported") {
        try $0.takeIn(.another())
    }

    static let rootKeyAbsent = RefusedOperation(
        kind: "root-key-absent", problem: "the root's private key is not in \"STORE/generations/000001\""
    ) {
        unlink($0.store.layout.live("root.key"))
    }

    static let held = RefusedOperation(
        kind: "held", problem: "another run (process \(getpid())) is changing the store \"STORE\"")

    static let damaged = RefusedOperation(
        kind: "damaged", problem: "\"STORE/generations/000001/identity.pem\" is damaged: its contents do not match"
    ) {
        try $0.write("damaged\n", to: "store/live/identity.pem")
    }

    static let site = RefusedOperation(
        kind: "refused", problem: "\"FOLDER/site/keyturn.toml\" line 2: \"renewal.automatc\" is not a known key"
    ) {
        try $0.configure("[renewal]\nautomatc = true\n")
    }
}
