import Glibc
import Testing

@Suite("From the console to a TLS handshake", .ownThread)
struct EndToEndTests {
    @Test("an operator ignites a host, nginx serves its chain, and real clients accept it by name and by every address")
    func ignition() throws {
        let scratch = try Scratch()
        let host = try NamespaceHost(in: scratch)
        let console = try TmuxConsole(in: scratch, under: host.prefix)
        try console.start()
        let anOperator = WizardOperator(console: console)
        try anOperator.go(to: .preview)

        // What is shown is final: the serial on the screen is the one that is written.
        let preview = try console.wait(for: "Serial Number")
        let shown = try #require(preview.firstMatch(of: /Serial Number +([0-9a-f]{38,40})/)?.output.1)
        try console.press("Tab")
        try console.wait(for: "DNS:ipo1.example.com")
        try console.press("Enter")
        try console.wait(for: "Write these certificates?", "Go back")
        try console.press("Enter")
        try console.wait(for: "The certificates are written.")
        try console.press("Enter")
        try console.wait(for: "status=0.", "Ignited. The certificates are in")
        #expect(try console.modesAreRestored())
        #expect(!console.seen.contains("PRIVATE KEY"))

        let report = try PrintedReport(Program.run(["review", "--format", "json"], in: scratch))
        #expect(report.hostName == .init(value: "ipo1.example.com", source: "entered"))
        #expect(report.certificates[0].serial == shown)
        #expect(
            report.certificates[1].subjectAlternativeNames == [
                "DNS:ipo1.example.com", "IP:192.168.42.1", "IP:fd00:42::1", "IP:192.168.43.1", "IP:fd00:43::1",
            ])
        try serve("\(scratch.store)/live", on: host, scratch)
        try verify("\(scratch.store)/live", scratch)
    }

    private func serve(_ live: String, on host: NamespaceHost, _ scratch: Scratch) throws {
        let server = try WebServer(live: live, in: scratch, on: host)
        defer { withExtendedLifetime(server) {} }
        func curl(_ name: String, to address: String? = nil) throws -> CommandResult {
            let resolve = address.map { ["--resolve", "\(name):\(WebServer.port):\($0)"] } ?? []
            return try Tool.run(
                host.prefix + ["curl", "--silent", "--show-error", "--noproxy", "*", "--cacert", "\(live)/root.pem"]
                    + resolve + ["https://\(name):\(WebServer.port)/"], in: scratch)
        }
        let addresses = ["192.168.42.1", "[fd00:42::1]", "192.168.43.1", "[fd00:43::1]"]
        for address in addresses {
            for answer in [try curl("ipo1.example.com", to: address), try curl(address)] {
                #expect(answer.status == 0, "\(address): \(answer.errors)")
                #expect(answer.output == "served\n")
            }
        }
        // curl's status 60: the certificate is not this name's.
        #expect(try curl("ipo2.example.com", to: addresses[0]).status == 60)
    }

    private func verify(_ live: String, _ scratch: Scratch) throws {
        let (root, identity) = ("\(live)/root.pem", "\(live)/identity.pem")
        try Tool.expect(
            ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", root, identity], in: scratch)
        try Tool.expect(
            [
                "certtool", "--verify", "--load-ca-certificate", root, "--verify-hostname", "ipo1.example.com",
                "--verify-purpose", "1.3.6.1.5.5.7.3.1", "--infile", "\(live)/fullchain.pem",
            ], in: scratch)
        mkdir(scratch.path("nss"), 0o700)
        let database = ["-d", "sql:\(scratch.path("nss"))"]
        try Tool.expect(["certutil", "-N", "--empty-password"] + database, in: scratch)
        try Tool.expect(["certutil", "-A", "-n", "root", "-t", "C,,", "-i", root] + database, in: scratch)
        try Tool.expect(["certutil", "-A", "-n", "identity", "-t", ",,", "-i", identity] + database, in: scratch)
        let verdict = try Tool.expect(["certutil", "-V", "-u", "V", "-n", "identity"] + database, in: scratch)
        #expect(verdict == "certutil: certificate is valid\n")
    }
}
