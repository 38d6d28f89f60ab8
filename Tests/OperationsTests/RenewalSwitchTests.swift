import CertificateModel
import CertificateStore
import Glibc
import Operations
import StoreFixtures
import Testing
import WorldFixtures

@Suite("The switch of automatic renewal")
struct RenewalSwitchTests {
    private let server: TestServer

    init() throws { server = try TestServer.ignited() }

    private var site: String { Tree.contents("\(server.folder)/site/keyturn.toml") }

    @Test func `changes one value of the site configuration, and notes it`() throws {
        let text =
            "# ours\n[hooks]\ntimeout = 7 # seconds\n\n[renewal] # see the handbook\nautomatic = true   # for now\n"
        try server.configure(text)
        try RenewalSwitch(server.installation).set(false)
        #expect(site == text.replacing("true", with: "false"))
        #expect(try !server.state().renewal.isAutomatic)
        try RenewalSwitch(server.installation).set(true)
        #expect(site == text)
        #expect(try server.state().renewal.isAutomatic)
        let noted = try server.journal().suffix(2)
        #expect(noted.map(\.result) == [JournalEntry.renewalSwitchedOff, JournalEntry.renewalSwitchedOn])
        #expect(noted.map(\.command) == ["keyturn", "keyturn"])
        #expect(noted.last?.reason == "in \"\(server.folder)/site/keyturn.toml\"")
    }

    @Test func `changes the file to which a link leads`() throws {
        try server.write("# ours\n", to: "site/real.toml")
        unlink("\(server.folder)/site/keyturn.toml")
        symlink("real.toml", "\(server.folder)/site/keyturn.toml")
        try RenewalSwitch(server.installation).set(false)
        #expect(Tree.contents("\(server.folder)/site/real.toml").hasSuffix("[renewal]\nautomatic = false\n"))
        #expect(try !server.state().renewal.isAutomatic)
    }

    @Test(
        arguments: [
            .held, .site,
            RefusedOperation(kind: "unchangeable-settings", problem: "") {
                try $0.configure("renewal = { automatic = true }\n")
            },
            RefusedOperation(kind: "settings-not-written", problem: "") {
                // The file that is to take its place has that name.
                mkdir("\($0.folder)/site/keyturn.toml.\(getpid())", 0o755)
            },
        ] as [RefusedOperation])
    func `that is refused changes neither the site configuration nor the store:`(_ refused: RefusedOperation) throws {
        try refused.check { server in
            let before = Tree("\(server.folder)/site")
            defer { #expect(Tree("\(server.folder)/site") == before) }
            try RenewalSwitch(server.installation).set(false)
        }
    }

    @Test func `that cannot be noted is not done`() throws {
        try server.configure("# ours\n")
        unlink(server.store.layout.journal)
        mkdir(server.store.layout.journal, 0o700)
        let error = #expect(throws: OperationError.self) { try RenewalSwitch(server.installation).set(false) }
        #expect(error?.kind == "damaged")
        #expect(try server.installation.site.read().renewsAutomatically)
    }
}
