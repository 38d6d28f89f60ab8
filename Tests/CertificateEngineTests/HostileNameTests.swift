import CertificateEngine
import CertificateModel
import HostileDER
import Testing

/// Names with whatever X.501 and RFC 5280 allow, and what they do not.
@Suite struct HostileNameTests {
    private func shown(_ value: [UInt8], type: String = "2.5.4.3") throws -> DisplayedCertificate {
        try DisplayedCertificate(HostileCertificate { $0.subject = DERWriter.name([DERWriter.attribute(type, value)]) })
    }

    @Test(
        "each type of text is read as it says, and what breaks its rules is shown as bytes",
        arguments: [
            (0x13, Array("a@*".utf8), "a@*", nil), (0x12, Array("12".utf8), "12", nil),
            (0x0c, Array("Müller 日本".utf8), "Müller 日本", nil), (0x0c, [], "", nil),
            (0x1e, [0, 0x41, 0x26, 0x3a], "A\u{263a}", nil), (0x1c, [0, 0, 0, 0x41, 0, 1, 0xf6, 0], "A\u{1f600}", nil),
            (0x14, [0x41, 0xe9], "Aé", "a T61String, read as Latin-1"),
            (0x16, [0xe9], "é", "an IA5String with bytes beyond ASCII, read as Latin-1"),
            (0x0c, [0x41, 0xc0, 0x80], "#0c0341c080", "a UTF8String that is not UTF-8, shown as bytes"),
            (0x0c, [0xed, 0xa0, 0x80], "#0c03eda080", "a UTF8String that is not UTF-8, shown as bytes"),
            (0x1e, [0x41], "#1e0141", "a BMPString of 1 bytes, not a multiple of 2, shown as bytes"),
            (0x1e, [0xd8, 0], "#1e02d800", "a BMPString with an invalid character, shown as bytes"),
            (0x1c, [0, 0x11, 0, 0], "#1c0400110000", "a UniversalString with an invalid character, shown as bytes"),
            (0x04, [1, 2], "#04020102", "not text: a value with the tag 04, shown as bytes"),
            (0x30, [], "#3000", "not text: a value with the tag 30, shown as bytes"),
        ] as [(UInt8, [UInt8], String, String?)])
    func texts(tag: UInt8, octets: [UInt8], text: String, remark: String?) throws {
        let shown = try shown(DERWriter.value(tag, octets))
        #expect(shown.row(.subject) == "CN=\(text)" && shown.row(.issuedTo) == text)
        #expect(shown.detail(.subject) == ["CN=\(text)"] + (remark.map { ["CN: \($0)"] } ?? []))
        #expect(shown.row(.issuer) == "CN=issuer")
    }

    @Test(
        "what a terminal must not see is shown escaped, and nothing is dropped",
        arguments: [
            ("a\0b", "a\\u{0}b"), ("\u{1b}[2J", "\\u{1b}[2J"), ("\u{9b}31m", "\\u{9b}31m"),
            ("a\nb\r", "a\\u{a}b\\u{d}"),
            ("\u{202e}moc", "\\u{202e}moc"), ("a\u{200b}b\u{2060}\u{feff}", "a\\u{200b}b\\u{2060}\\u{feff}"),
            ("\u{3164}\u{34f}\u{115f}\u{fe0f}\u{17b4}", "\\u{3164}\\u{34f}\\u{115f}\\u{fe0f}\\u{17b4}"),
            ("\u{2028}\u{e000}\u{e0001}", "\\u{2028}\\u{e000}\\u{e0001}"),
        ])
    func unsafe(text: String, visible: String) throws {
        let shown = try shown(DERWriter.text(0x0c, text))
        #expect(shown.row(.subject) == "CN=\(visible)" && shown.row(.issuedTo) == visible)
    }

    @Test("a value of 64 KiB is cut in the row with its length, and whole in the detail")
    func longValue() throws {
        let text = String(repeating: "x", count: 65_536)
        let shown = try shown(DERWriter.text(0x0c, text))
        #expect(shown.row(.subject).hasSuffix("xxx… (65539 characters)") && shown.row(.subject).utf8.count < 20_000)
        #expect(shown.detail(.subject) == ["CN=\(text)"])
        #expect(shown.row(.issuedTo).hasSuffix("… (65536 characters)") && shown.detail(.issuedTo) == [text])
        let octets = try self.shown(DERWriter.value(0x04, [UInt8](repeating: 0xab, count: 65_536)))
        #expect(octets.detail(.subject).first?.utf8.count == 4 + 2 * 65_541)
    }

    @Test("thousands of attributes, in one set or each in its own")
    func manyAttributes() throws {
        let all = (0..<5000).map { DERWriter.attribute("2.5.4.11", DERWriter.text(0x14, "\($0)")) }
        let one = try DisplayedCertificate(HostileCertificate { $0.subject = DERWriter.name(all) })
        let each = try DisplayedCertificate(
            HostileCertificate { $0.subject = DERWriter.sequence(all.flatMap { DERWriter.value(0x31, $0) }) })
        #expect(one.contents.subject.attributes.count == 5000 && each.contents.subject.attributes.count == 5000)
        #expect(one.detail(.subject).first?.hasPrefix("OU=4999 + OU=4998 + ") == true)
        #expect(each.detail(.subject).first?.hasPrefix("OU=4999, OU=4998, ") == true)
        #expect(each.detail(.subject).count == 2 && each.row(.issuedTo) == "(no common name)")
    }

    @Test("attributes of one set, of unknown types and with telling values, and a text that looks like octets")
    func attributes() throws {
        let name = DERWriter.name(
            [DERWriter.attribute("2.5.4.6", DERWriter.text(0x13, "DE"))],
            [
                DERWriter.attribute("2.5.4.3", DERWriter.text(0x0c, "a, CN=b")),
                DERWriter.attribute("1.2.3.4", DERWriter.text(0x0c, "#04020102")),
            ], [DERWriter.attribute("1.2.840.113549.1.9.1", DERWriter.text(0x16, "x@y"))])
        let shown = try DisplayedCertificate(HostileCertificate { $0.subject = name })
        #expect(shown.row(.subject) == "E=x@y, 1.2.3.4=\\#04020102 + CN=a\\, CN=b, C=DE")
        #expect(shown.row(.issuedTo) == "a, CN=b")
    }

    @Test("a name that cannot be taken apart takes nothing else with it")
    func brokenName() throws {
        let shown = try DisplayedCertificate(HostileCertificate { $0.issuer = DERWriter.sequence([0x31, 0x05, 0x30]) })
        let text = "#3003310530 (5 bytes; cannot be decoded: it ends too early)"
        #expect(shown.row(.issuer) == text && shown.row(.issuedBy) == text && shown.row(.subject) == "CN=subject")
        #expect(try DisplayedCertificate(HostileCertificate { $0.subject = [0x30, 0x00] }).row(.subject) == "")
    }

    @Test("unique identifiers are shown beside the names that they are of")
    func uniqueIdentifiers() throws {
        let shown = try DisplayedCertificate(
            HostileCertificate {
                $0.extensionField = DERWriter.value(0x81, [0, 0xab]) + DERWriter.value(0x82, [0, 0xcd])
            })
        #expect(shown.detail(.issuer) == ["CN=issuer", "with the unique identifier 00ab"])
        #expect(shown.detail(.subject) == ["CN=subject", "with the unique identifier 00cd"])
    }

    private static func other(_ type: String, _ value: [UInt8]) -> [UInt8] {
        DERWriter.value(0xa0, DERWriter.identifier(type), DERWriter.value(0xa0, value))
    }

    private static let directory = DERWriter.value(0xa4, DERWriter.name("d"))

    @Test(
        "alternative names of every kind",
        arguments: [
            (DERWriter.text(0x82, "a.example"), "DNS:a.example", nil),
            (DERWriter.text(0x82, "*.a.example"), "DNS:*.a.example", nil),
            (DERWriter.text(0x81, "a@example"), "email:a@example", nil),
            (DERWriter.text(0x86, "sip:a"), "URL:sip:a", nil), (directory, "directory:CN=d", nil),
            (DERWriter.value(0x87, [192, 0, 2, 1]), "IP:192.0.2.1", nil),
            (DERWriter.value(0x87, [UInt8](repeating: 0, count: 15) + [1]), "IP:::1", nil),
            (
                DERWriter.value(0x87, [192, 0, 2]), "IP:#c00002",
                "IP: an address of 3 bytes instead of 4 or 16"
            ),
            (DERWriter.value(0x87, []), "IP:#", "IP: an address of 0 bytes instead of 4 or 16"),
            (DERWriter.value(0x88, [0x2a, 3]), "registered:1.2.3", nil),
            (
                DERWriter.value(0x88, []), "registered:#8800",
                "registered: a name that cannot be decoded: it is an object identifier without bytes"
            ),
            (
                DERWriter.value(0xa0, DERWriter.identifier("1.2.3"), DERWriter.value(0xa0, DERWriter.text(0x0c, "x"))),
                "other name 1.2.3:#a00906022a03a0030c0178", nil
            ),
            (Self.other("1.3.6.1.4.1.311.20.2.3", DERWriter.text(0x0c, "pbx@example.com")), "UPN:pbx@example.com", nil),
            (Self.other("1.3.6.1.5.5.7.8.5", DERWriter.text(0x0c, "pbx.example.com")), "XMPP:pbx.example.com", nil),
            (Self.other("1.3.6.1.5.5.7.8.7", DERWriter.text(0x16, "_sip.example.com")), "SRV:_sip.example.com", nil),
            (
                Self.other("1.3.6.1.5.5.7.8.7", DERWriter.integer(1)),
                "other name 1.3.6.1.5.5.7.8.7:#a00f06082b06010505070807a003020101", nil
            ),
            (DERWriter.value(0xa0), "other name:#a000", "other name: it has no type"),
            (DERWriter.value(0xa3, [0x30, 0]), "X.400:#a3023000", nil),
            (DERWriter.value(0xa5, [0x30, 0]), "EDI party:#a5023000", nil),
            (
                DERWriter.value(0x89, [1]), "unknown:#890101",
                "a name of a kind that does not exist: the tag 89"
            ),
            (
                DERWriter.value(0xa4, [0x30, 0x09]), "directory:#a4023009",
                "directory: a name that cannot be decoded: it ends too early"
            ),
            (
                DERWriter.text(0x82, "a\0.b"), "DNS:a\\u{0}.b",
                "DNS: a name with NUL, which some readers take for its end"
            ),
            (DERWriter.value(0x82), "DNS:", "DNS: an empty name"),
            (
                DERWriter.text(0x82, "mü.de"), "DNS:mü.de",
                "DNS: a name that is not ASCII, which RFC 5280 section 4.2.1.6 requires; read as UTF-8"
            ),
            (
                DERWriter.value(0x82, [0x61, 0xfc]), "DNS:#61fc",
                "DNS: a name that is neither ASCII nor UTF-8, shown as bytes"
            ),
        ] as [([UInt8], String, String?)])
    func alternativeNames(name: [UInt8], text: String, remark: String?) throws {
        let shown = try DisplayedCertificate(
            HostileCertificate {
                $0.extensions = [DERWriter.extension("2.5.29.17", DERWriter.sequence(name))]
            })
        #expect(shown.row(.subjectAlternativeNames) == text)
        #expect(shown.detail(.subjectAlternativeNames) == [text] + (remark.map { [$0] } ?? []))
        #expect(shown.extensions.first?.lines.count == (remark == nil ? 1 : 2))
    }

    @Test("one alternative name does not look like two, none is none, and thousands are all there")
    func listsOfNames() throws {
        func shown(_ names: [[UInt8]]) throws -> DisplayedCertificate {
            try DisplayedCertificate(
                HostileCertificate {
                    $0.extensions = [DERWriter.extension("2.5.29.17", DERWriter.sequence(names.flatMap(\.self)))]
                })
        }
        let two = try shown([DERWriter.text(0x82, "a, DNS:\"b"), DERWriter.text(0x82, "c")])
        #expect(two.row(.subjectAlternativeNames) == "\"DNS:a, DNS:\\\"b\", DNS:c")
        #expect(two.detail(.subjectAlternativeNames) == ["DNS:a, DNS:\"b", "DNS:c"])
        #expect(try shown([]).row(.subjectAlternativeNames) == "(none)")
        let many = try shown((0..<5000).map { DERWriter.text(0x82, "host\($0).example") })
        #expect(many.detail(.subjectAlternativeNames).count == 5000)
        #expect(many.row(.subjectAlternativeNames).hasSuffix(" characters)"))
    }
}
