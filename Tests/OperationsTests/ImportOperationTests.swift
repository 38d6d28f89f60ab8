import CertificateModel
import CertificateStore
import FoundationEssentials
import Operations
import Testing
import WorldFixtures

@Suite("An import")
struct ImportOperationTests {
    private let server: TestServer
    private let other: TestServer

    init() throws {
        server = try TestServer.ignited()
        other = try TestServer()
        try other.ignite()
    }

    private func prepare() throws -> Import.Prepared {
        let live = "\(other.folder)/store/live"
        return try Import(server.installation, command: "import")
            .prepare(["\(live)/fullchain.pem", "\(live)/identity.key"], level: .medium) { _ in nil }
    }

    @Test(arguments: ["manifest.json", "identity.pem", "chain.pem", "identity.key", "root.pem"])
    func `takes the place of a generation that is damaged, and says so:`(_ file: String) throws {
        #expect(try prepare().warnings.isEmpty)
        try server.write("damaged\n", to: "store/live/\(file)")
        let warnings = try prepare().warnings
        #expect(warnings.count == 1)
        #expect(
            warnings.first?.hasPrefix("\"\(server.store.layout.folder)/generations/000001/\(file)\" is damaged: ")
                == true
                && warnings.first?.hasSuffix("; it is replaced") == true, "\(warnings)")
        #expect(try server.takeIn(other) == 2)
        try server.verify(2)
    }

    @Test func `writes a set again whose files are damaged, and no other`() throws {
        #expect(try server.takeIn(other) == 2)
        #expect(try prepare().isLive)
        #expect(try server.takeIn(other) == nil)
        try server.write("damaged\n", to: "store/live/identity.key")
        #expect(try !prepare().isLive)
        #expect(try server.takeIn(other) == 3)
        try server.verify(3)
    }

    @Test func `asks for what is lost even where a file is damaged that has no names`() throws {
        try server.write("damaged\n", to: "store/live/WebRootCA.pem")
        #expect(try prepare().confirmation.dangers.map(\.kind) == [.newRootKey])
    }
}
