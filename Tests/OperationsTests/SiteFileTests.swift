import CertificateModel
import FoundationEssentials
import Glibc
import Operations
import Testing
import WorldFixtures

@Suite("The file of the site configuration, where no option names it")
struct SiteFileTests {
    private let server: TestServer

    init() throws { server = try TestServer() }

    private func file(_ path: String) -> SiteFile { SiteFile(path: "\(server.folder)/\(path)", isRequired: false) }

    @Test(arguments: ["none.toml", "none/keyturn.toml", "file/keyturn.toml"])
    func `need not be there:`(_ path: String) throws {
        try server.write("", to: "file")
        #expect(try file(path).read().renewsAutomatically)
    }

    @Test func `is not passed over where it cannot be looked at`() throws {
        symlink("keyturn.toml", "\(server.folder)/keyturn.toml")
        let error = #expect(throws: OperationError.self) { try file("keyturn.toml").read() }
        #expect(error?.problem.contains("keyturn.toml\"") == true, "\(String(describing: error))")
    }
}
