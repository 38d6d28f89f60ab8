import CertificateEngine
import CertificateModel
import Testing

/// What is read although something else is with it, and what is said of the rest.
@Suite struct LeftOutTests {
    private func contents(_ name: String) throws -> SecretBytes {
        try SecretSample.octets(of: "\(try ImportSamples.folder.get())/\(name)")
    }

    private static let passphrase = SecretSample.secret(Array("cipher".utf8))

    @Test(
        "what follows the end of the DER, and what is of no use, is left out and named",
        arguments: [
            ("line-end.cer", "the last 2 bytes in \"line-end.cer\": they follow the end of the DER"),
            ("padded.p7b", "the last 4 bytes in \"padded.p7b\": they follow the end of the DER"),
            ("padded.p7m", "the last byte in \"padded.p7m\": it follows the end of the DER"),
            ("padded.p12", "the last byte in \"padded.p12\": it follows the end of the DER"),
            ("padded.key", "the last byte in \"padded.key\": it follows the end of the DER"),
            (
                "padded.pem",
                "the last 2 bytes of the block \"CERTIFICATE\" in \"padded.pem\": they follow the end of the DER"
            ),
            ("with-request.pem", "the signing request in \"with-request.pem\": it is not a certificate"),
            (
                "with-public-key.pem",
                "the block \"PUBLIC KEY\" in \"with-public-key.pem\": it holds neither a certificate nor a private key"
            ),
        ])
    func said(_ name: String, _ sentence: String) throws {
        let objects = try ImportReader.read(
            ImportFile(name: name, contents: try contents(name)), passphrase: Self.passphrase)
        #expect(objects.remarks == ["left out \(sentence)"])
    }

    @Test(
        "nothing is said where nothing is left out",
        arguments: [
            "bundle.pem", "chain.der", "chain.p7b", "stream.p7m", "modern.p12", "ec.pem", "trusted.pem", "utf16.pem",
            "wide-twice.pem", "escaped.json", "bare.pfx", "labelled.p7b", "der-and-pem", "der-and-key",
        ])
    func silent(_ name: String) throws {
        let objects = try ImportReader.read(
            ImportFile(name: name, contents: try contents(name)), passphrase: Self.passphrase)
        #expect(objects.remarks == [])
    }

    @Test("the CRL of a PKCS #7 file is left out and named")
    func revocationList() throws {
        let folder = try TemporaryFiles.make()
        defer { _ = try? ShellCommand("rm -r '\(folder)'") }
        let made = try ShellCommand(
            """
            cd \(folder) && touch index.txt && printf '[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\ndefault_md=sha256\n' >ca.cnf && \
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -subj /CN=ca -out ca.pem && \
            openssl ca -config ca.cnf -gencrl -keyfile ca.key -cert ca.pem -crldays 3 -out 1.crl && \
            openssl crl2pkcs7 -in 1.crl -certfile ca.pem -out with-crl.p7b
            """)
        try #require(made.status == 0, "\(made.output)")
        let objects = try ThirdParty.objects(path: "\(folder)/with-crl.p7b")
        #expect(objects.certificates.count == 1)
        #expect(objects.remarks == ["left out a CRL in \"with-crl.p7b\": it is not a certificate"])
    }

    @Test("of many blocks that are of no use, five are named")
    func many() throws {
        let blocks = (0..<8).map { "-----BEGIN KIND \($0)-----\nAAAA\n-----END KIND \($0)-----\n" }.joined()
        let leaf = try contents("key.crt").withUnsafeBytes { Array($0) }
        let objects = try ImportReader.read(
            ImportFile(name: "x", contents: SecretSample.secret(Array(blocks.utf8) + leaf)), passphrase: nil)
        #expect(objects.certificates.count == 1 && objects.remarks.count == 6)
        #expect(objects.remarks.last == "left out 3 more in \"x\"")
    }

    @Test(
        "a review finds the certificates of a file where an import does",
        arguments: [
            ("labelled.p7b", 2, nil), ("labelled.pfx", 2, nil), ("wide-end.pem", 2, nil), ("escaped.json", 2, nil),
            ("slashes.json", 2, nil), ("bare.pfx", 2, nil), ("bare.cer", 1, nil), ("der-and-pem", 2, nil),
            ("line-end.cer", 1, "the last 2 bytes in \"line-end.cer\": they follow the end of the DER"),
            ("padded.p7b", 2, "the last 4 bytes in \"padded.p7b\": they follow the end of the DER"),
            (
                "padded.pem", 1,
                "the last 2 bytes of certificate \"1\" in \"padded.pem\": they follow the end of the DER"
            ),
        ] as [(String, Int, String?)])
    func review(_ name: String, _ count: Int, _ sentence: String?) throws {
        let bundle = try contents(name).withUnsafeBytes {
            try CertificateBundle(name: name, contents: $0, passphrase: Self.passphrase)
        }
        let objects = try ImportReader.read(
            ImportFile(name: name, contents: try contents(name)), passphrase: Self.passphrase)
        #expect(bundle.count == count)
        #expect((0..<bundle.count).compactMap { bundle.der(at: $0) } == objects.certificates.map(\.der))
        #expect(bundle.remarks == (sentence.map { ["left out \($0)"] } ?? []))
        #expect(bundle.count == 0 || bundle.remarks(at: 0) == bundle.remarks)
    }

    @Test("text in UTF-16 is the same in UTF-8, in both orders of octets")
    func wide() throws {
        let text = "günstig 🔑\r\n"
        let units = Array(text.utf16)
        let little: [UInt8] = [0xff, 0xfe] + units.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
        let big: [UInt8] = [0xfe, 0xff] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
        for octets in [little, big, little + [0x41]] {
            let plain = octets.withUnsafeBytes { UTF16Text.utf8($0) }
            #expect(plain?.withUnsafeBytes { Array($0) } == Array(text.utf8))
        }
        #expect(Array(text.utf8).withUnsafeBytes { UTF16Text.utf8($0) } == nil)
        // Half of a pair is no character.
        #expect(
            ([0xff, 0xfe, 0x3d, 0xd8] as [UInt8]).withUnsafeBytes { UTF16Text.utf8($0) }?.withUnsafeBytes { Array($0) }
                == Array("\u{fffd}".utf8))
    }
}
