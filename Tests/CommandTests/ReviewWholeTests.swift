import Glibc
import HostileDER
import Testing

@Suite("keyturn review drops nothing without a word", .ownThread)
struct ReviewWholeTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func file(_ name: String, _ der: [UInt8]) -> String {
        Files.write(der, to: scratch.path(name))
        return scratch.path(name)
    }

    private func table(_ sources: [String], _ options: [String] = []) throws -> CommandResult {
        try Program.run(["review"] + sources + options + ["--format", "table"], in: scratch)
    }

    private func json(_ sources: [String], _ options: [String] = [], status: Int32 = 0) throws -> ReviewReport {
        try ReviewReport(
            Program.run(["review"] + sources + options + ["--format", "json"], in: scratch), status: status)
    }

    /// The digest of a file in the words of another program.
    private func digest(_ program: String, _ path: String) throws -> String {
        String(try Tool.expect([program, path], in: scratch).prefix { $0 != " " })
    }

    private static let certificate = HostileCertificate {
        let url = DERWriter.value(0x86, Array("http://ocsp.example.com".utf8))
        $0.extensions = [
            DERWriter.extension(
                "1.3.6.1.5.5.7.1.1",
                DERWriter.sequence(DERWriter.sequence(DERWriter.identifier("1.3.6.1.5.5.7.48.1"), url))),
            DERWriter.extension("1.2.3.4.5", critical: true, [0x0c, 0x01, 0x78]),
        ]
    }.der

    @Test("every extension, known or not, the digests, the pin and the chain are in JSON")
    func details() throws {
        let path = file("one.der", Self.certificate)
        let found = try #require(json([path]).certificates.first)
        #expect(try found.sha1 == digest("sha1sum", path) && found.sha256 == digest("sha256sum", path))
        #expect(
            found.extensions == [
                .init(
                    oid: "1.3.6.1.5.5.7.1.1", name: "Authority Information Access", critical: false,
                    lines: ["OCSP: URI:http://ocsp.example.com"], octets: nil, remark: nil),
                .init(
                    oid: "1.2.3.4.5", name: "1.2.3.4.5", critical: true, lines: [], octets: "0c0178",
                    remark: "not known here and critical: a client that does not know it must refuse the certificate"),
            ])
        #expect(
            found.chain == [
                .init(name: "issuer", problem: "its certificate is not here"), .init(name: "subject", problem: nil),
            ])
        let good = try ImportMaterial.path("good.pem")
        let leaf = try #require(json([good]).certificates.first { $0["Issued To"] == "ipo1.example.com" })
        #expect(leaf.chain?.map(\.name) == ["Example Root CA", "Example Issuing CA", "ipo1.example.com"])
        let issuing = try #require(json([good]).certificates.first { $0["Issued To"] == "Example Issuing CA" })
        #expect(leaf.publicKey == .init(algorithm: "RSA", bits: 2048, exponent: 65_537, curve: nil))
        #expect(issuing.publicKey == .init(algorithm: "EC", bits: 256, exponent: nil, curve: "P-256"))
        // An ECDSA signature is a SEQUENCE of two numbers.
        #expect(leaf.signature?.hasPrefix("304") == true && (leaf.signature?.count ?? 0) > 130)
        let pin = try Tool.expect(
            [
                "sh", "-c",
                """
                openssl x509 -in "$0" -noout -pubkey | openssl pkey -pubin -outform DER \\
                    | openssl dgst -sha256 -binary | openssl base64
                """, try ImportMaterial.path("identity.pem"),
            ], in: scratch)
        #expect(leaf.publicKeyPin.map { "\($0)\n" } == pin)
    }

    @Test("a purpose of SIP (RFC 5924) has its name in the table, and in the row and the extension of JSON")
    func sipDomain() throws {
        let path = scratch.path("sip.pem")
        try Tool.expect(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                scratch.path("sip.key"), "-out", path, "-days", "9", "-subj", "/CN=sip.example.com", "-addext",
                "extendedKeyUsage=serverAuth,1.3.6.1.5.5.7.3.20",
            ], in: scratch)
        let found = try #require(json([path]).certificates.first)
        #expect(found["Enhanced Key Usage"]?.hasPrefix("Server Authentication, SIP Domain") == true)
        let whole = found.extensions?.first { $0.oid == "2.5.29.37" }
        #expect(whole?.lines == ["Server Authentication", "SIP Domain (1.3.6.1.5.5.7.3.20)"])
        #expect(try table([path]).output.contains(/Enhanced Key Usage +Server Authentication, SIP Domain/))
    }

    @Test("and in the table, with the checks that pass")
    func detailsInTheTable() throws {
        let path = file("one.der", Self.certificate)
        let finished = try table([path])
        #expect(finished.status == 0 && finished.errors == "")
        let lines = finished.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        for line in [
            "+ SHA-256 Fingerprint \(try digest("sha256sum", path))",
            "+ SHA-1 Fingerprint \(try digest("sha1sum", path))",
            "+ Authority Information Access OCSP: URI:http://ocsp.example.com (marked non-critical)",
            "+ ! 1.2.3.4.5 #0c0178 (marked critical)",
            "not known here and critical: a client that does not know it must refuse the certificate",
            "+ ! Chain \"issuer\" > \"subject\"", "\"issuer\": its certificate is not here",
            "pass key-size RSA key of 2048 bits", "pass end-entity it may sign no certificates",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(lines.contains { $0.hasPrefix("+ Public Key Pin (SHA-256) ") && $0.hasSuffix("=") })
        #expect(lines.contains { $0.hasPrefix("warn key-usage ") || $0.hasPrefix("fail key-usage ") })
    }

    @Test("the store's own certificates have the same", arguments: [true, false])
    func store(isIssuedHere: Bool) throws {
        let stage = try ImportStage()
        if !isIssuedHere { try #require(try stage.importing("good.p12", options: stage.passphrase).status == 0) }
        let live = try ReviewReport(stage.run(["review", "\(stage.scratch.store)/live", "--format", "json"]))
        let output = try stage.run(["review", "--format", "json"]).output
        let table = try stage.run(["review"]).output
        #expect(!live.certificates.isEmpty)
        for certificate in live.certificates {
            let digest = try #require(certificate.sha1)
            #expect(output.contains("\"sha1\" : \"\(digest)\"") && table.contains(digest))
        }
        #expect(
            output.contains("\"name\" : \"Authority Key Identifier\"") && table.contains("Authority Key Identifier"))
        // What the checks found, once for each.
        let count = output.split(separator: "\n").count { $0.contains("\"sha1\"") }
        #expect(count >= 2 && table.split(separator: "\n").count { $0.hasPrefix("  pass  in-date ") } == count)
    }

    @Test("of more than a hundred certificates no chain is looked for, which is said, and every other check is held")
    func many() throws {
        let expired = try #require(Files.text(ImportMaterial.path("expired.pem")))
        let text = expired.split(separator: "-----END CERTIFICATE-----")[0] + "-----END CERTIFICATE-----\n"
        let path = scratch.file("many.pem", String(repeating: String(text), count: 101))
        let report = try json([path], ["--level", "high"])
        #expect(report.certificates.count == 101)
        let warning = "101 certificates: chains are not checked if there are more than 100"
        #expect(report.warnings == [warning])
        for certificate in report.certificates {
            let checks = certificate.checks ?? []
            #expect(checks.first { $0.check == "in-date" }?.result == "fail")
            #expect(
                Set(checks.map(\.check)).isSuperset(of: [
                    "key-size", "signature-algorithm", "critical-extensions", "key-usage", "end-entity", "trusted",
                ]))
            #expect(!checks.contains { $0.check == "chain" } && certificate.chain == nil)
        }
        let printed = try table([path], ["--level", "high"])
        #expect(printed.status == 0 && printed.errors == "warning: \(warning)\n")
        #expect(printed.output.split(separator: "\n").count { $0.hasPrefix("  fail  in-date ") } == 101)
        let few = scratch.file("few.pem", String(repeating: String(text), count: 2))
        #expect(try table([few]).errors == "" && json([few]).warnings == [])
    }

    @Test("octets that are no certificate are shown as octets, with the reason")
    func octets() throws {
        let good = try #require(Files.text(ImportMaterial.path("issuing.pem")))
        let text =
            good + "-----BEGIN CERTIFICATE-----\nAAECAwQ=\n-----END CERTIFICATE-----\n"
            + "-----BEGIN CERTIFICATE-----\nAAEC!wQ=\n-----END CERTIFICATE-----\n"
        let path = scratch.file("some.pem", text)
        let report = try json([path]).certificates
        try #require(report.count == 3)
        #expect(report[1].octets == "0001020304" && report[1].problem?.hasPrefix("it is not a certificate: ") == true)
        #expect(report[1].kind == "other" && report[1].fields == nil)
        #expect(try report[1].sha256 == digest("sha256sum", file("octets", [0, 1, 2, 3, 4])))
        #expect(report[2].problem == "it is not valid Base64" && report[2].octets == "000102")

        let output = try table([path]).output
        #expect(output.contains("\(path), 2 of 3\n  ! cannot be decoded: it is not a certificate: "))
        #expect(output.contains(/Bytes[ ]+5\n/) && output.contains(" #0001020304\n"))
        #expect(try output.contains(#require(report[1].sha256)))
        #expect(output.contains("\(path), 3 of 3\n  ! cannot be decoded: it is not valid Base64\n"))
    }

    @Test("every file of a folder that cannot be read is named, up to twenty", arguments: [2, 23])
    func folder(count: Int) throws {
        let folder = scratch.path("folder")
        mkdir(folder, 0o755)
        try Tool.expect(["cp", ImportMaterial.path("identity.pem"), folder], in: scratch)
        let names = (0..<count).map { "\(folder)/damaged-\(100 + $0).der" }
        for name in names { Files.write(Array(Self.certificate.dropLast()), to: name) }
        let report = try json([folder], status: 65)
        #expect(report.certificates.map(\.source) == ["\(folder)/identity.pem"])
        let more = count > 20 ? [folder] : []
        #expect(report.failures.map(\.source) == names.prefix(20) + more)
        let finished = try table([folder])
        #expect(finished.status == 65)
        for name in names.prefix(20) { #expect(finished.errors.contains("\"\(name)\" is damaged: ")) }
        #expect(
            finished.errors.contains("3 more files of the folder \"\(folder)\" cannot be read\nhint: ") == (count > 20))
    }

    @Test(
        "what was probably meant for a server, a store or another command is told what to write",
        arguments: [
            ("localhost", ":443"), ("127.0.0.1", ":443"), ("example.com:https", ":443"), ("nothing/", "--store DIR"),
            ("text.txt", "name a file with certificates"), ("-", "write certificates to it"),
        ])
    func hints(source: String, hint: String) throws {
        mkdir(scratch.path("nothing"), 0o755)
        let text = scratch.file("text.txt", "text\n")
        let path = source == "nothing/" ? scratch.path("nothing") : source == "text.txt" ? text : source
        let finished = try Program.run(["review", path], in: scratch, input: "")
        #expect(finished.status == 65 && finished.output == "")
        #expect(finished.errors.split(separator: "hint: ").last?.contains(hint) == true, "\(finished.errors)")
    }

    @Test("a store that holds nothing is a failure in JSON too")
    func noStore() throws {
        let nowhere = scratch.path("nowhere")
        let report = try json([], ["--store", nowhere], status: 65)
        #expect(report.certificates.isEmpty && report.failures.map(\.source) == [nowhere])
    }

    @Test("names and keys that are none are not spoken of as if they were some")
    func nothing() throws {
        let der = HostileCertificate {
            ($0.subject, $0.issuer) = ([0x30, 0x00], DERWriter.name(""))
            $0.publicKey = HostileCertificate.key("1.2.840.113549.1.1.1", [0x05, 0x00], [0x05, 0x00])
        }.der
        let checks = try #require(json([file("none.der", der)]).certificates.first?.checks)
        let key = try #require(checks.first { $0.check == "key-size" })
        #expect(key.result != "pass" && key.detail.contains("Public Key that cannot be decoded"))
        #expect(checks.contains { $0.detail.hasSuffix("the certificate of an issuer without a name is missing") })
    }
}
