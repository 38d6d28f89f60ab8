import CertificateEngine
import CertificateModel
import Glibc
import Testing

/// Signing requests, read by clients that are not ours and answered by an authority that is not.
@Suite struct PreparedRequestTests {
    private func request(_ server: ServerIdentity) throws -> PreparedRequest {
        try PreparedRequest(for: server, key: try SampleKeys.drawn().identityKey)
    }

    @Test("openssl and certtool read a request, and find every name in it")
    func otherClients() throws {
        let request = try request(try ThirdParty.server())
        let folder = try TemporaryGeneration(try request.files())
        let path = folder.path
        let verified = try ShellCommand("openssl req -in \(path)/request.pem -verify -noout")
        #expect(verified.status == 0 && verified.output.contains("verify OK"), "\(verified.output)")
        let text = try ShellCommand("openssl req -in \(path)/request.pem -noout -text").output
        for line in [
            "Version: 1 (0x0)", "CN = ipo1.example.com", "Public-Key: (2048 bit)",
            "Signature Algorithm: sha256WithRSAEncryption", "Digital Signature, Key Encipherment",
            "TLS Web Server Authentication, TLS Web Client Authentication", "CA:FALSE",
            "DNS:ipo1.example.com, IP Address:192.168.42.1, IP Address:2001:DB8:0:0:0:0:0:1, IP Address:10.1.1.1",
        ] { #expect(text.contains(line), "\(line) is not in \(text)") }
        let second = try ShellCommand("certtool --crq-info --infile \(path)/request.pem")
        #expect(second.status == 0, "\(second.output)")
        for line in [
            "DNSname: ipo1.example.com", "IPAddress: 192.168.42.1", "IPAddress: 2001:db8::1", "IPAddress: 10.1.1.1",
            "Self signature: verified",
        ] { #expect(second.output.contains(line), "\(line) is not in \(second.output)") }
        let key = try ShellCommand(
            """
            cd \(path) && openssl pkey -in request.key -pubout -outform DER >a && \
            openssl req -in request.pem -noout -pubkey | openssl pkey -pubin -outform DER >b && cmp a b && sha256sum a
            """)
        #expect(key.output.prefix(64) == Hexadecimal.string(request.publicKeySHA256))
        withExtendedLifetime(folder) { #expect(key.status == 0, "\(key.output)") }
    }

    @Test("a request that a file holds is the one that was shown; its key is for the owner alone")
    func files() throws {
        let request = try request(try ThirdParty.server())
        let files = try request.files()
        #expect(files.map(\.name) == ["request.pem", "request.key"])
        guard case .open(let pem) = files[0].content, case .secret = files[1].content else {
            Issue.record("the request is a secret, or its key is none")
            return
        }
        #expect(try RequestReader.pem(Array("a note before it\n".utf8) + pem) == request.der)
        #expect(try RequestReader.contents(der: request.der) == request.contents)
        #expect(FieldTable(request.contents).rows.count == 17)
    }

    @Test("each of 200 servers' requests is read back as computed")
    func random() throws {
        let key = try SampleKeys.drawn().identityKey
        var accepted = 0
        for seed in 5000..<UInt64(5200) {
            var answers = RandomAnswers(seed: seed)
            guard let plan = try? answers.plan() else { continue }
            accepted += 1
            let request = try PreparedRequest(for: plan.server, key: key)
            #expect(request.contents.signature.value?.count == 256, "seed \(seed)")
            var expected = RequestContents(for: plan.server)
            expected.signature = request.contents.signature
            #expect(request.contents == expected, "seed \(seed)")
        }
        // Both outcomes have to be common, or the 200 say little.
        #expect((50...180).contains(accepted), "\(accepted) of the servers were accepted")
    }

    @Test("a request with another key's signature, more octets, or none in it, is refused")
    func refused() throws {
        var der = try request(try ThirdParty.server()).der
        #expect(throws: OpenSSLError.self) { try RequestReader.contents(der: der + [0]) }
        #expect(throws: OpenSSLError.self) { try RequestReader.contents(der: Array(der.dropLast())) }
        der[der.count - 1] ^= 1
        let error = #expect(throws: OpenSSLError.self) { try RequestReader.contents(der: der) }
        #expect(error?.queue == ["its signature is not that of its own key"])
        let none = #expect(throws: OpenSSLError.self) { try RequestReader.pem(Array("no request".utf8)) }
        #expect(none?.queue == ["there is none in the PEM text"])
    }

    @Test(
        "the answer of an authority comes back to its request, whatever names it grants",
        arguments: [
            ("", ["ipo1.example.com: granted", "sip:example.com: granted"], [GeneralName]()),
            ("extra", ["ipo1.example.com: granted", "extra.example.com: added"], []),
            (
                "fewer",
                [
                    "ipo1.example.com: granted", "192.168.42.1: refused", "10.1.1.1: refused",
                    "sip:example.com: refused",
                ],
                [.ip(try IPAddress("192.168.42.1"))]
            ),
        ])
    func answered(grant: String, became: [String], uncovered: [GeneralName]) throws {
        var server = try ThirdParty.server()
        server.names.sipDomains = [try SIPDomain("sip:example.com")]
        let key = try SampleKeys.drawn().identityKey
        let request = try PreparedRequest(for: server, key: key)
        let folder = try TemporaryGeneration(try request.files())
        let fixtures = try ThirdParty.folder.get()
        // The authority keeps its books in the folder: one answer at a time.
        let signed = try ShellCommand(
            """
            cd \(folder.path) && cp -r \(fixtures)/request-ca . && \
            '\(ThirdParty.fixtures)/sign-request.sh' . request.pem answer.pem \(grant)
            """)
        #expect(signed.status == 0, "\(signed.output)")
        let answer = try ThirdParty.objects(path: "\(folder.path)/answer.pem")
        let pending = ImportContext.PendingRequest(
            number: 1, publicKeySHA256: Hexadecimal.string(request.publicKeySHA256), names: request.contents.names,
            key: { key })
        let prepared = try PreparedImport(answer, in: ImportContext(requests: [pending]))
        #expect(prepared.request == 1)
        #expect(prepared.set.remarks == [])
        let judgement = Judgement(
            prepared.set, for: server, level: .medium, clock: IgnitionClock(reading: ThirdParty.clock))
        #expect(judgement.refusals == [])
        let names = judgement.grantedNames.map { granted in
            let what = granted.isRequested ? (granted.isGranted ? "granted" : "refused") : "added"
            return "\(granted.name.bareText): \(what)"
        }
        for text in became { #expect(names.contains(text), "\(text) is not in \(names)") }
        let missing = judgement.coverage.filter { $0.coveredBy == nil }.map(\.name)
        #expect(uncovered.isEmpty ? missing.isEmpty : missing.contains(uncovered[0]))
        let generation = try TemporaryGeneration(prepared.files())
        try withExtendedLifetime((folder, generation)) {
            try GenerationVerifier.verify(folder: generation.path, as: .imported)
            // What the authority signed is a whole server's certificate.
            try GenerationVerifier.verify(folder: generation.path)
        }
    }
}
