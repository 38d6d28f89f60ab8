import Testing
import X509

/// What the program says of the certificates that it wrote, against what swift-certificates reads in them.
@Suite struct SecondImplementationTests {
    static let answers = [
        """
        hostname = "ipo1.example.com"
        lan1.ipv4 = "192.168.42.1"
        """,
        """
        role = "application"
        hostname = "voice"
        lan1.ipv4 = "10.1.2.3"
        lan1.ipv6 = ["2001:db8::42", "fd00:0:0:1::7"]
        lan2.ipv6 = ["2001:db8:1::1"]
        names.dns = ["voice.example.com"]
        names.ip = ["203.0.113.9"]
        names.sip-domains = ["sip:example.com", "example.org"]
        naming.organization = "Łódź, \\"Größe\\" + <Söhne>; 株式会社"
        naming.locality = "São Paulo"
        naming.country = "PL"
        naming.email = "it@example.org"
        """,
    ]

    @Test(
        "every row that the program prints is what a second implementation reads in the certificate",
        arguments: answers, ["interoperable", "documented"])
    func rows(answers: String, profile: String) throws {
        let keyturn = try KeyturnRun(answers: "profile = \"\(profile)\"\n\(answers)\n")
        #expect(keyturn.report.profile == profile)
        #expect(keyturn.report.certificates.map(\.kind) == ["root", "identity"])
        for printed in keyturn.report.certificates {
            let rows = try RowReader(pem: keyturn.live("\(printed.kind).pem")).rows(
                isIdentity: printed.kind == "identity")
            #expect(printed.fields.count == 17)
            #expect(printed.fields.map(\.field) == rows.map(\.field))
            for (theirs, ours) in zip(printed.fields, rows) {
                #expect(theirs == ours, "\(printed.kind): \(ours.field)")
            }
        }
    }

    @Test("the root signed the identity, and both say so", arguments: answers, ["interoperable", "documented"])
    func chain(answers: String, profile: String) throws {
        let keyturn = try KeyturnRun(answers: "profile = \"\(profile)\"\n\(answers)\n")
        let root = try RowReader(pem: keyturn.live("root.pem"))
        let identity = try RowReader(pem: keyturn.live("identity.pem"))
        #expect(root.certificate.publicKey.isValidSignature(root.certificate.signature, for: root.certificate))
        #expect(root.certificate.publicKey.isValidSignature(identity.certificate.signature, for: identity.certificate))
        #expect(identity.certificate.issuer == root.certificate.subject)
        let authority = try identity.certificate.extensions.authorityKeyIdentifier?.keyIdentifier
        #expect(authority.map { Array($0) } == root.keyDigest())
        #expect(try root.certificate.extensions.authorityKeyIdentifier == nil)
        for reader in [root, identity] {
            let carried = try reader.certificate.extensions.subjectKeyIdentifier?.keyIdentifier
            #expect(carried.map { Array($0) } == reader.keyDigest())
        }
    }
}
