import Glibc
import Testing

@Suite("keyturn review asks servers for what they serve", .ownThread)
struct ReviewPeerTests {
    private let stage: ImportStage

    init() throws { stage = try ImportStage(isIgnited: false) }

    private func review(_ source: String, _ options: [String] = []) throws -> ReviewReport {
        try ReviewReport(stage.run(["review", source, "--format", "json"] + options))
    }

    /// A server with files of the fixtures.
    private func server(
        _ certificate: String, key: String? = nil, chain: [String] = [], host: String = "127.0.0.1",
        _ options: [String] = []
    ) throws -> PeerServer {
        let text = try chain.map { try #require(Files.text(ImportMaterial.path($0))) }.joined()
        let file = chain.isEmpty ? nil : stage.scratch.file("served-\(certificate)", text)
        return try PeerServer(
            certificate: ImportMaterial.path(certificate), key: ImportMaterial.path(key ?? certificate), chain: file,
            host: host, options, in: stage.scratch)
    }

    @Test("a web server with the store's chain serves what is stored; after a new ignition it does not")
    func asStored() throws {
        let scratch = try Scratch()
        try IgnitedStore.copy(to: scratch.store)
        let host = try NamespaceHost(in: scratch)
        let server = try WebServer(live: "\(scratch.store)/live", in: scratch, on: host)
        for (source, address) in [("127.0.0.1:8443", "127.0.0.1"), ("[::1]:8443", "::1")] {
            let finished = try Program.run(["review", source, "--format", "json"], in: scratch, under: host.prefix)
            let report = try ReviewReport(finished)
            let peer = try #require(report.peers.first)
            #expect(peer.peer == source && peer.address.contains(address) && peer.isAsStored == true)
            #expect(["TLSv1.2", "TLSv1.3"].contains(peer.protocolVersion))
            #expect(report.certificates.first?.kind == "identity")
            let table = try Program.run(["review", source], in: scratch, under: host.prefix)
            #expect(
                table.status == 0 && table.output.hasPrefix("\(source) (") && table.output.contains(", as stored\n"))
        }
        try #require(try Program.ignite(scratch, ["--replace"]).status == 0)
        let report = try ReviewReport(
            Program.run(["review", "127.0.0.1:8443", "--format", "json"], in: scratch, under: host.prefix))
        #expect(report.peers.map(\.isAsStored) == [false])
        let table = try Program.run(["review", "127.0.0.1:8443"], in: scratch, under: host.prefix)
        #expect(table.status == 0 && table.output.contains(", NOT what is stored\n"))
        withExtendedLifetime(server) {}
    }

    @Test(
        "what is wrong with what a server shows is found, and is no failure",
        arguments: [
            ("identity.pem", "identity.key", ["issuing.pem", "root.pem"], []),
            ("identity.pem", "identity.key", ["issuing.pem"], []),
            ("identity.pem", "identity.key", [], ["chain"]),
            ("expired.pem", nil, ["issuing.pem", "root.pem"], ["in-date"]),
            ("wrong-host.pem", nil, ["issuing.pem", "root.pem"], ["names"]),
            ("self-signed.pem", nil, [], ["chain", "self-signed"]),
            ("unrelated.pem", "other.key", ["root.pem"], ["names"]),
        ] as [(String, String?, [String], [String])])
    func remarks(certificate: String, key: String?, chain: [String], remarks: [String]) throws {
        let server = try server(certificate, key: key, chain: chain)
        let report = try review(
            server.address, ["--servername", "ipo1.example.com", "--trust", ImportMaterial.path("root.pem")])
        #expect(report.certificates.count == 1 + chain.count)
        let first = try #require(report.certificates.first)
        #expect(first.kind == "identity" && first.source == server.address && first.remarks == remarks)
        #expect(report.peers.count == 1 && report.peers.first?.isAsStored == nil && report.failures.isEmpty)
    }

    @Test("a server that is asked by address is held to that address")
    func address() throws {
        let server = try server("identity.pem", key: "identity.key", chain: ["issuing.pem", "root.pem"])
        let checks = try review(server.address).certificates.first?.checks
        let names = try #require(checks?.first { $0.check == "names" })
        #expect(names.result != "pass" && names.detail.contains("\"127.0.0.1\""))
    }

    @Test("an IPv6 address stands in brackets")
    func brackets() throws {
        let server = try server("identity.pem", key: "identity.key", host: "[::1]")
        let report = try review("[::1]:\(server.port)")
        #expect(report.peers.map(\.peer) == ["[::1]:\(server.port)"])
        let bare = try stage.run(["review", "::1:\(server.port)"])
        #expect(bare.status == 65 && bare.errors.contains("\nhint: ") && bare.errors.contains("[2001:db8::1]:443"))
    }

    @Test("a server is asked for the name that --servername says")
    func serverName() throws {
        let server = try server(
            "unrelated.pem", key: "other.key",
            [
                "-servername", "ipo1.example.com", "-cert2", ImportMaterial.path("identity.pem"), "-key2",
                ImportMaterial.path("identity.key"),
            ])
        let asked = try review(server.address, ["--servername", "ipo1.example.com"])
        #expect(asked.certificates.first?["Issued To"] == "ipo1.example.com")
        let other = try review(server.address, ["--servername", "unrelated.example.com"])
        #expect(other.certificates.first?["Issued To"] == "unrelated.example.com")
        #expect(other.certificates.first?.remarks.contains("names") == false)
    }

    @Test(
        "a server that has to be asked for TLS first is asked, and shows its certificate", arguments: ["smtp", "imap"])
    func startTLS(protocol: String) throws {
        let server = try PeerServer(
            startTLS: `protocol`, certificate: ImportMaterial.path("identity.pem"),
            key: ImportMaterial.path("identity.key"), in: stage.scratch)
        let report = try review(server.address, ["--starttls", `protocol`, "--servername", "ipo1.example.com"])
        #expect(report.certificates.map { $0["Issued To"] } == ["ipo1.example.com"])
        #expect(report.peers.first?.protocolVersion.hasPrefix("TLSv1.") == true)
        let without = try stage.run(["review", server.address, "--timeout", "3"])
        #expect(without.status == 69 && without.output == "", "\(without)")
    }

    /// What a server does that shows no certificate, and the sentence about it.
    static let ways: [(PeerServer.Rudeness, String, String)] = [
        (.silent, "", "accepted the connection, but did not finish the TLS handshake within 1.5 seconds"),
        (.text, "220 mail.example.com ESMTP\r\n", "answers, but not in TLS: it said \"220 mail.example.com ESMTP\""),
        (.hangup, "", "closed the connection during the TLS handshake"),
    ]

    @Test(
        "a server that shows none is told by what it does, in time, and keeps no file from being shown", arguments: ways
    )
    func rude(way: PeerServer.Rudeness, greeting: String, sentence: String) throws {
        let server = try PeerServer(way, Array(greeting.utf8), in: stage.scratch)
        let file = try ImportMaterial.path("identity.pem")
        for sources in [[server.address, file], [file, server.address]] {
            let start = ContinuousClock.now
            let finished = try stage.run(["review"] + sources + ["--timeout", "1.5", "--format", "json"])
            let duration = ContinuousClock.now - start
            // The margin is for the start of the program on a host that does ten other things.
            #expect(duration < .seconds(1.5) + .seconds(4), "\(duration)")
            if way == .silent { #expect(duration >= .seconds(1.5), "\(duration)") }
            #expect(
                finished.errors.hasPrefix("keyturn: \"\(server.address)\" \(sentence)\nhint: "), "\(finished.errors)")
            let report = try ReviewReport(finished, status: 69)
            #expect(report.certificates.map(\.source) == [file] && report.failures.map(\.source) == [server.address])
        }
    }

    @Test("on a terminal each server is named from the start, and again when it has answered; elsewhere none is")
    func waiting() throws {
        let silent = try PeerServer(.silent, in: stage.scratch)
        let server = try server("identity.pem", key: "identity.key", chain: ["issuing.pem", "root.pem"])
        let console = try TmuxConsole(in: stage.scratch, columns: 120)
        let output = stage.scratch.path("report.json")
        let words = ["review", silent.address, server.address, "--timeout", "6", "--format", "json"]
        try console.start(words + [">", output])
        // Long before the silent one has had its time.
        let screen = try console.wait(
            for: "\(silent.address): asked, for 6 seconds at most...",
            "\(server.address): asked, for 6 seconds at most...",
            "\(server.address): answered after ")
        #expect(!screen.contains("\(silent.address): failed") && !screen.contains("status="))
        try console.wait(
            for: "\(silent.address): failed after ", "did not finish the TLS handshake within 6 seconds",
            "status=69.")
        let report = CommandResult(status: 69, output: Files.text(output) ?? "", errors: "")
        #expect(try ReviewReport(report, status: 69).peers.map(\.peer) == [server.address])
        let quiet = try stage.run(["review", server.address])
        #expect((quiet.status, quiet.errors) == (0, ""))
    }

    @Test("a port that is closed, an address that is none, and a timeout that is none")
    func refused() throws {
        // Where the port of a server that is gone lies, nobody listens.
        let address = try PeerServer(.silent, in: stage.scratch).address
        let closed = try stage.run(["review", address])
        #expect(closed.status == 69 && closed.output == "")
        #expect(closed.errors.hasPrefix("keyturn: \"\(address)\" refuses the connection\nhint: "), "\(closed.errors)")
        for source in ["127.0.0.1:0", "127.0.0.1:65536", "[::1:443", "https://127.0.0.1:443", "a b:443"] {
            let finished = try stage.run(["review", source])
            #expect(finished.status == 65 && finished.output == "" && finished.errors.contains("\nhint: "), "\(source)")
        }
        for timeout in ["0", "-1", "3601", "soon"] {
            #expect(try stage.run(["review", address, "--timeout=\(timeout)"]).status == 64, "\(timeout)")
        }
        let startTLS = try stage.run(["review", address, "--starttls", "smpt"])
        #expect(startTLS.status == 65 && startTLS.errors.contains("use \"smtp\" if you mean that"))
    }
}
