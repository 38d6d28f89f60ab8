import Testing

@Suite("A chain under review is what clients would find", .ownThread)
struct ReviewChainTests {
    private let stage: ImportStage

    init() throws { stage = try ImportStage(isIgnited: false) }

    private func review(_ sources: [String]) throws -> ReviewReport.Certificate {
        try #require(ReviewReport(stage.run(["review", "--format", "json"] + sources)).certificates.first)
    }

    private func files(_ names: String...) throws -> [String] { try names.map { try ImportMaterial.path($0) } }

    /// A root, an authority under it as it is and, with the same key, as it was before it ended, and what it signed.
    private func authorities() throws -> String {
        let script = """
            cd \(stage.scratch.folder)
            new() { openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $1.key -subj "/CN=$2" $3 $4 $5; }
            printf 'basicConstraints=critical,CA:TRUE\\nkeyUsage=keyCertSign\\n' >authority.ext
            printf 'subjectAltName=DNS:ipo1.example.com\\nkeyUsage=digitalSignature\\n' >server.ext
            new root Root -x509 -days 900 >root.pem
            new issuing Issuing -out issuing.csr
            new server ipo1.example.com -out server.csr
            sign() { openssl x509 -req -in $1.csr -CA $2.pem -CAkey $2.key -set_serial $3 -days 300 -extfile $4.ext; }
            sign issuing root 2 authority >issuing.pem
            FAKETIME_DONT_FAKE_MONOTONIC=1 faketime -f -400d \
                openssl x509 -req -in issuing.csr -CA root.pem -CAkey root.key -set_serial 3 -days 300 \
                -extfile authority.ext >ended.pem
            sign server issuing 4 server >server.pem
            """
        try Tool.expect(["sh", "-ec", script], in: stage.scratch)
        return stage.scratch.folder
    }

    @Test("of two authorities with one key, the one that is in date leads to the root, whatever the order")
    func candidates() throws {
        let folder = try authorities()
        for authorities in [["ended", "issuing"], ["issuing", "ended"]] {
            let identity = try review((["server"] + authorities + ["root"]).map { "\(folder)/\($0).pem" })
            #expect(identity.remarks.isEmpty, "\(String(describing: identity.checks))")
            #expect(identity.chain?.compactMap(\.problem) == [])
        }
    }

    @Test("an authority that has ended breaks the chain")
    func ended() throws {
        let folder = try authorities()
        let identity = try review(["server", "ended", "root"].map { "\(folder)/\($0).pem" })
        #expect(identity.remarks == ["chain"])
        let end = try #require(review(["\(folder)/ended.pem"]).notAfter)
        let chain = identity.checks?.first { $0.check == "chain" }
        #expect(
            chain?.detail == "\"ipo1.example.com\" leads to its root through a certificate that is out of date: "
                + "\"Issuing\" expired at \(end)")
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
        #expect(incomplete.chain?.map(\.problem) == [nil, "the server does not send its certificate", nil])
        let whole = try PeerServer(
            certificate: ImportMaterial.path("identity.pem"), key: key, chain: ImportMaterial.path("issuing.pem"),
            host: "127.0.0.1", [], in: stage.scratch)
        #expect(
            try review([whole.address, "--servername", "ipo1.example.com"] + files("root.pem")).remarks.isEmpty)
    }

    @Test("a root that the server sends is trusted only if somebody here trusts it")
    func untrusted() throws {
        let chain = stage.scratch.file(
            "chain.pem",
            try ["issuing.pem", "root.pem"].map { try #require(Files.text(ImportMaterial.path($0))) }.joined())
        let server = try PeerServer(
            certificate: ImportMaterial.path("identity.pem"), key: ImportMaterial.path("identity.key"), chain: chain,
            host: "127.0.0.1", [], in: stage.scratch)
        let asked = [server.address, "--servername", "ipo1.example.com"]
        let alone = try review(asked)
        #expect(alone.remarks == ["chain"])
        #expect(alone.chain?.map(\.problem) == ["nobody trusts it here", nil, nil])
        let root = try ImportMaterial.path("root.pem")
        let trusted = try review(asked + ["--trust", root])
        #expect(trusted.remarks.isEmpty)
        #expect(
            trusted.checks?.first { $0.check == "chain" }?.detail
                == "leads to the root \"Example Root CA\", which is given in \"\(root)\"")
        let noRoot = try stage.run(["review", server.address, "--trust", ImportMaterial.path("issuing.pem")])
        #expect(noRoot.status == 65 && noRoot.errors.contains("holds no root certificate"), "\(noRoot.errors)")
    }

    @Test("at a remote level it is said that nobody asked for the names of a file")
    func remote() throws {
        let sources = try files("identity.pem", "issuing.pem", "root.pem")
        #expect(try review(sources).remarks.isEmpty)
        #expect(try review(["--level", "medium+remote"] + sources).remarks == ["names"])
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
        #expect(status.output.contains("INTERMEDIATE OK - \"Example Issuing CA\" expires in "), "\(status.output)")
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
        #expect(report.certificates.last?.problem == "it is not valid Base64")
    }
}
