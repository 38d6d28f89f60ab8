import CertificateEngine
import CertificateModel
import HostileDER
import Testing

/// That a list says of a certificate what is shown of it once it is opened.
@Suite struct SummaryTests {
    private static func name(_ tag: UInt8, _ octets: [UInt8], _ type: String = "2.5.4.3") -> [UInt8] {
        DERWriter.name([DERWriter.attribute(type, DERWriter.value(tag, octets))])
    }

    /// One for each way in which the fields that a list shows can be odd.
    static let certificates: [(name: String, certificate: HostileCertificate)] = [
        ("plain", HostileCertificate()),
        ("no version", HostileCertificate { $0.version = [] }),
        ("no name", HostileCertificate { $0.subject = [0x30, 0x00] }),
        ("latin in a PrintableString", HostileCertificate { $0.subject = name(0x13, [0x41, 0xc3, 0xa9]) }),
        ("latin in an IA5String", HostileCertificate { $0.issuer = name(0x16, [0xe9]) }),
        ("no UTF-8", HostileCertificate { $0.subject = name(0x0c, [0x41, 0xc3, 0x28]) }),
        ("T61String", HostileCertificate { $0.subject = name(0x14, [0xe9]) }),
        ("BMPString", HostileCertificate { $0.subject = name(0x1e, [0, 0x41, 0x20, 0x2e]) }),
        ("half a character", HostileCertificate { $0.subject = name(0x1e, [0, 0x41, 0x20]) }),
        ("an OCTET STRING", HostileCertificate { $0.subject = name(0x04, [1, 2, 3]) }),
        ("another attribute", HostileCertificate { $0.subject = name(0x0c, [0x41], "1.2.840.113549.1.9.1") }),
        (
            "an attribute of nothing",
            HostileCertificate {
                $0.subject = DERWriter.name([DERWriter.sequence([0x06, 0x00], DERWriter.text(0x0c, "x"))])
            }
        ),
        (
            "three parts",
            HostileCertificate {
                $0.subject = DERWriter.name([
                    DERWriter.sequence(DERWriter.identifier("2.5.4.3"), DERWriter.text(0x0c, "x"), [0x05, 0x00])
                ])
            }
        ),
        (
            "two in one set",
            HostileCertificate {
                $0.subject = DERWriter.name([
                    DERWriter.attribute("2.5.4.3", DERWriter.text(0x0c, "one")),
                    DERWriter.attribute("2.5.4.3", DERWriter.text(0x0c, "two")),
                ])
            }
        ),
        ("a primitive name", HostileCertificate { $0.issuer = [0x10, 0x00] }),
        ("a name of no sets", HostileCertificate { $0.subject = DERWriter.sequence(DERWriter.integer(1)) }),
        ("a fraction", HostileCertificate { $0.notAfter = DERWriter.text(0x18, "20360101000000.5Z") }),
        ("an offset", HostileCertificate { $0.notAfter = DERWriter.text(0x17, "360101000000+0100") }),
        ("no seconds", HostileCertificate { $0.notBefore = DERWriter.text(0x17, "2601010000Z") }),
        ("no such day", HostileCertificate { $0.notBefore = DERWriter.text(0x17, "260230000000Z") }),
        ("one date", HostileCertificate { $0.notAfter = [] }),
        (
            "three dates",
            HostileCertificate { $0.notAfter += DERWriter.text(0x17, "370101000000Z") }
        ),
        ("early", HostileCertificate { $0.notBefore = DERWriter.text(0x18, "18991231235959Z") }),
        ("late", HostileCertificate { $0.notAfter = DERWriter.text(0x18, "99991231235959Z") }),
        ("no extensions there", HostileCertificate { $0.extensionField = DERWriter.value(0xa3, [0x05, 0x00]) }),
        ("a unique identifier", HostileCertificate { $0.extensionField = DERWriter.value(0x81, [0x00, 0x01]) }),
        ("a key of no sense", HostileCertificate { $0.publicKey = [0x30, 0x00] }),
        ("no signature", HostileCertificate { $0.signature = [0x05, 0x00] }),
        ("no key", HostileCertificate { $0.publicKey = [] }),
        ("no subject", HostileCertificate { $0.subject = [] }),
        ("a field too many", HostileCertificate { $0.extensionField = [0x05, 0x00] }),
        ("a part too many", HostileCertificate { $0.signature += [0x05, 0x00] }),
        ("no second algorithm", HostileCertificate { $0.outerAlgorithm = [] }),
    ]

    @Test("each odd certificate, and each with octets behind it or cut off", arguments: certificates.map(\.name))
    func odd(name: String) throws {
        let der = try #require(Self.certificates.first { $0.name == name }).certificate.der
        for octets in [der, der + [0], Array(der.dropLast())] { Self.check(octets, name) }
    }

    @Test("every certificate out there")
    func real() throws {
        for (name, der) in try RealCertificates.read.get().all { Self.check(der, name) }
    }

    @Test("twenty thousand damaged ones", arguments: 0..<10)
    func damaged(which: Int) throws {
        let all = try RealCertificates.read.get().all
        let whole = which.isMultiple(of: 2) ? HostileCertificate().der : all[which * all.count / 10].der
        var random = SeededGenerator(seed: UInt64(which + 100))
        for _ in 0..<2000 {
            var der = whole
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                // The fields in question are at the beginning.
                let index = Int.random(in: 0..<min(der.count, 300), using: &random)
                der[index] =
                    [UInt8.random(in: 0...255, using: &random), der[index] ^ 1, 0x80].randomElement(using: &random) ?? 0
            }
            Self.check(der, Hexadecimal.string(der))
        }
    }

    private static func check(_ der: [UInt8], _ name: @autoclosure () -> String) {
        let summary = CertificateReader.summary(der: der)
        guard let shown = try? CertificateReader.shown(der: der) else {
            #expect(summary.damage?.hasPrefix("it is not a certificate") == true, "\(name())")
            #expect(summary.notBefore == nil && summary.notAfter == nil, "\(name())")
            return
        }
        #expect(summary.damage == nil, "\(name())")
        #expect(summary.notBefore == (shown.undecodable[.validFrom] == nil ? shown.notBefore : nil), "\(name())")
        #expect(summary.notAfter == (shown.undecodable[.validTo] == nil ? shown.notAfter : nil), "\(name())")
        if shown.undecodable[.basicConstraints] == nil, shown.undecodable[.subjectKeyIdentifier] == nil {
            #expect(summary.isAuthority == shown.isAuthority, "\(name())")
            let names = [shown.subjectKeyIdentifier?.value, shown.authorityKeyIdentifier?.value].compactMap(\.self)
            let isSelfSigned = shown.issuer == shown.subject && Set(names).count < 2
            // Two names of one text may be encoded in two ways: then either answer is right.
            if let certificate = try? Certificate(der: der), let issuer = certificate.issuerHash,
                (issuer == certificate.subjectHash) == (shown.issuer == shown.subject)
            {
                #expect(summary.isSelfSigned == isSelfSigned, "\(name())")
            }
        }
        for (text, field, full) in [
            (summary.subject, CertificateField.subject, shown.subject), (summary.issuer, .issuer, shown.issuer),
        ] {
            let wanted = full.commonName ?? full.attributes.last?.value ?? ""
            #expect(
                text == (shown.undecodable[field] == nil ? wanted : "(a name that cannot be decoded)"), "\(name())")
        }
    }
}
