import Testing

@Suite("A chain under review is what clients would find")
struct ReviewChainTests {
    private let stage: ImportStage

    init() throws { stage = try ImportStage(isIgnited: false) }

    private func review(_ sources: [String]) throws -> ReviewReport.Certificate {
        try #require(ReviewReport(stage.run(["review", "--format", "json"] + sources)).certificates.first)
    }

    private func files(_ names: String...) throws -> [String] { try names.map { try ImportMaterial.path($0) } }

    @Test("of two authorities with one key, the one that is in date leads to the root, whatever the order")
    func candidates() throws {
        for sources in [
            try files("identity.pem", "issuing-ended.pem", "issuing.pem", "root.pem"),
            try files("identity.pem", "issuing.pem", "issuing-ended.pem", "root.pem"),
        ] {
            let identity = try review(sources)
            #expect(identity.remarks.isEmpty)
            #expect(identity.chain?.compactMap(\.problem) == [])
        }
    }

    @Test("an authority that has ended breaks the chain")
    func ended() throws {
        let identity = try review(files("identity.pem", "issuing-ended.pem", "root.pem"))
        #expect(identity.remarks == ["chain"])
        let end = ImportMaterial.moment(plus: -1 * ImportMaterial.day)
        let chain = identity.checks?.first { $0.check == "chain" }
        #expect(
            chain?.detail == "\"ipo1.example.com\" leads to its root over one that is out of date: "
                + "\"Example Issuing CA\" ended at \(end)")
    }

    @Test("what a server does not send is missing, whoever else has it here; a root is not")
    func notSent() throws {
        let key = try ImportMaterial.path("identity.key")
        let alone = try PeerServer(
            certificate: ImportMaterial.path("identity.pem"), key: key, chain: nil, host: "127.0.0.1", [],
            in: stage.scratch)
        let incomplete = try review(
            [alone.address, "--servername", "ipo1.example.com"] + files("issuing.pem", "root.pem"))
        #expect(incomplete.remarks == ["chain"])
        #expect(
            incomplete.checks?.first { $0.check == "chain" }?.detail
                == "\"ipo1.example.com\" leads its clients to no root: the server does not send the certificate of "
                + "\"Example Issuing CA\"")
        #expect(incomplete.chain?.first?.problem == "the server does not send its certificate")
        let whole = try PeerServer(
            certificate: ImportMaterial.path("identity.pem"), key: key, chain: ImportMaterial.path("issuing.pem"),
            host: "127.0.0.1", [], in: stage.scratch)
        #expect(
            try review([whole.address, "--servername", "ipo1.example.com"] + files("root.pem")).remarks.isEmpty)
    }

    @Test("status says what an endpoint does not send")
    func status() throws {
        try #require(try stage.importing("good.pem").status == 0)
        let server = try PeerServer(
            certificate: ImportMaterial.path("identity.pem"), key: ImportMaterial.path("identity.key"), chain: nil,
            host: "127.0.0.1", [], in: stage.scratch)
        let site = stage.scratch.file("site.toml", "[serving]\nendpoints = [\"\(server.address)\"]\n")
        let status = try stage.run(["status", "--config", site])
        #expect(status.status == 2)
        #expect(
            status.output.contains(
                "SERVED CRITICAL - \"\(server.address)\" serves the identity that is stored, and does not send the "
                    + "certificate of \"Example Issuing CA\", which leads to its root "
                    + "(let that server read fullchain.pem, and not identity.pem)"), "\(status.output)")
        #expect(status.output.contains("INTERMEDIATE OK - \"Example Issuing CA\" ends in "), "\(status.output)")
    }

    @Test("a root that was changed is not told to be signed by itself")
    func changed() throws {
        let pem = try #require(Files.text(ImportMaterial.path("self-signed.pem")))
        let der = stage.scratch.path("changed.der")
        let source = stage.scratch.file("self-signed.pem", pem)
        try Tool.expect(["openssl", "x509", "-in", source, "-outform", "DER", "-out", der], in: stage.scratch)
        var octets = try #require(Files.bytes(der))
        octets[octets.count - 1] ^= 1
        Files.write(octets, to: der)
        let certificate = try review([der])
        #expect(certificate.remarks.contains("chain") && !certificate.remarks.contains("self-signed"))
        #expect(
            certificate.checks?.first { $0.check == "chain" }?.detail.contains(
                "names itself as its issuer, and its signature does not verify with its own key") == true)
    }

    @Test("a key that is encrypted, a list of what was revoked or a block that is cut off hides no certificate")
    func besides() throws {
        let parts = try files("identity.pem", "identity-encrypted.key", "root.pem").map { try #require(Files.text($0)) }
        let crl = "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n"
        let file = stage.scratch.file("mixed.pem", parts.joined() + crl + parts[0].prefix(500))
        let finished = try stage.run(["review", "--format", "json", file])
        let report = try ReviewReport(finished)
        #expect(finished.status == 0 && finished.errors.isEmpty)
        #expect(report.certificates.map { $0["Issued To"] } == ["ipo1.example.com", "Example Root CA", nil])
        #expect(report.certificates.last?.problem == "it is not whole Base64")
    }
}
