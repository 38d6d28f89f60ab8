import CertificateEngine
import CertificateModel
import HostileDER
import Testing

/// Certificates that others made, and octets that are none.
@Suite struct CertificateReaderTests {
    /// A self-signed certificate by OpenSSL's own command, with this key and this configuration.
    private func foreign(_ key: String, subject: String = "/CN=x", extensions: [String] = []) throws -> [UInt8] {
        let options = extensions.map { "-addext '\($0)'" }.joined(separator: " ")
        let text = try ShellCommand(
            "printf '[req]\\ndistinguished_name=d\\n[d]\\n' | openssl req -config /dev/stdin -x509 -nodes -utf8 -newkey \(key) -keyout /dev/null -days 1 -subj '\(subject)' \(options)"
        ).output
        return try #require(CertificateReader.pem(Array(text.utf8)).first, "\(text)")
    }

    @Test(
        "names the key and the signature of each kind of certificate",
        arguments: [
            ("rsa:1024", "RSA", 1024, "sha256RSA"), ("rsa:3072 -sha384", "RSA", 3072, "sha384WithRSAEncryption"),
            ("ec -pkeyopt ec_paramgen_curve:P-256", "EC", 256, "ecdsa-with-SHA256"),
            ("ed25519", "ED25519", 256, "ED25519"), ("ed448", "ED448", 456, "ED448"),
        ])
    func keys(option: String, algorithm: String, bits: Int, signature: String) throws {
        let contents = try CertificateReader.contents(der: try foreign(option))
        #expect(contents.publicKey.algorithm == algorithm && contents.publicKey.bits == bits)
        #expect(contents.publicKey.exponent == (algorithm == "RSA" ? 65_537 : nil))
        #expect(contents.signatureAlgorithm == signature)
    }

    @Test("shows what the program does not write: attributes, purposes and names of other kinds")
    func otherKinds() throws {
        let der = try foreign(
            "ed25519", subject: "/DC=example/serialNumber=7/CN=a",
            extensions: [
                "subjectAltName=email:a@example.com,RID:1.2.3.4,otherName:1.2.3.5;UTF8:x,DNS:b,IP:192.0.2.1,URI:urn:x",
                "extendedKeyUsage=critical,codeSigning,serverAuth", "keyUsage=keyAgreement,decipherOnly",
            ])
        let contents = try CertificateReader.contents(der: der)
        #expect(
            contents.subject.attributes.map(\.type) == [
                .other("0.9.2342.19200300.100.1.25"), .other("2.5.4.5"), .commonName,
            ])
        #expect(
            contents.extendedKeyUsage == .init([.other("1.3.6.1.5.5.7.3.3"), .serverAuthentication], critical: true))
        #expect(contents.keyUsage?.value.rawValue == 1 << 4 | 1 << 8)
        let names = try #require(contents.subjectAlternativeNames?.value)
        #expect(
            names.prefix(2) == [
                .other(kind: "email", text: "a@example.com"), .other(kind: "registered", text: "1.2.3.4"),
            ])
        #expect(names[2].description.hasPrefix("other name 1.2.3.5:#"))
        #expect(names.suffix(3) == [.dns("b"), .ip(try IPAddress("192.0.2.1")), .uri("urn:x")])
        #expect(FieldTable(.other, contents).rows.count == 17)
    }

    @Test("a purpose of SIP (RFC 5924) has its name in the row and in its detail")
    func sipDomain() throws {
        let der = try foreign("ed25519", extensions: ["extendedKeyUsage=serverAuth,1.3.6.1.5.5.7.3.20"])
        let contents = try CertificateReader.contents(der: der)
        #expect(contents.extendedKeyUsage?.value == [.serverAuthentication, .sipDomain])
        let row = try #require(FieldTable(.other, contents)[.extendedKeyUsage])
        let text = "Server Authentication, SIP Domain (marked non-critical)"
        #expect(row.contents == text && row.detail == [text])
    }

    @Test("a path length limit, and an absent extension")
    func constraints() throws {
        let limited = try foreign("ed25519", extensions: ["basicConstraints=critical,CA:TRUE,pathlen:3"])
        let contents = try CertificateReader.contents(der: limited)
        #expect(contents.basicConstraints == .init(.authority(pathLength: 3), critical: true))
        #expect(contents.keyUsage == nil && contents.extendedKeyUsage == nil && contents.subjectAlternativeNames == nil)
        #expect(FieldTable(.root, contents)[.keyUsage]?.contents == "(absent)")
    }

    @Test("every certificate of a PEM text is found, whatever stands between them, and a broken block is an error")
    func pem() throws {
        let prepared = try PreparedIgnition(
            plan: try SamplePlan.plain.plan(.interoperable), keys: try SampleKeys.drawn())
        let root = try CertificateReader.pemText(der: prepared.rootDER)
        let identity = try CertificateReader.pemText(der: prepared.identityDER)
        let key = try SampleKeys.drawn().rootKey.pkcs8PEM().withUnsafeBytes { Array($0) }
        let text = Array("subject: x\n".utf8) + identity + Array("\r\nwords\n".utf8) + key + root
        #expect(try CertificateReader.pem(text) == [prepared.identityDER, prepared.rootDER])
        #expect(try CertificateReader.pem([]).isEmpty)
        #expect(try CertificateReader.pem(key).isEmpty)
        #expect(throws: OpenSSLError.self) { try CertificateReader.pem(Array(root.dropLast(40))) }
    }

    @Test("octets that are no certificate are an error, and no crash", arguments: 0..<20)
    func hostile(round: Int) throws {
        let prepared = try PreparedIgnition(
            plan: try SamplePlan.everything.plan(.interoperable), keys: try SampleKeys.drawn())
        var random = SeededGenerator(seed: UInt64(round))
        #expect(throws: OpenSSLError.self) { try CertificateReader.contents(der: prepared.rootDER + [0]) }
        for _ in 0..<500 {
            var der = prepared.identityDER
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: der.indices, using: &random)
                der[index] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { der.removeLast(Int.random(in: 0...der.count, using: &random)) }
            // Some damage is still a certificate: then it has a table, and no control character in it.
            guard let contents = try? CertificateReader.contents(der: der) else { continue }
            for row in FieldTable(.other, contents).rows {
                #expect(!row.contents.unicodeScalars.contains(where: VisibleText.isUnsafe))
            }
        }
    }
}
