import CertificateEngine
import CertificateModel
import HostileDER
import Testing

/// The lines of every extension that is known, one fact each.
@Suite struct ExtensionLineTests {
    private typealias W = DERWriter
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let identifier: String
        let value: [UInt8]
        let lines: [String]
        var testDescription: String { name }

        init(_ name: String, _ identifier: String, _ value: [UInt8], _ lines: String...) {
            self.name = name
            self.identifier = identifier
            self.value = value
            self.lines = lines
        }
    }

    private static let uri = W.text(0x86, "http://a/b")
    private static let directory = W.value(0xa4, W.name("d"))
    private static let log = [UInt8](repeating: 0x5a, count: 32)
    /// A timestamp of 2026-01-01T00:00:00.999Z.
    private static let timestamp = [0] + log + [0, 0, 1, 0x9b, 0x76, 0xda, 0xab, 0xe7] + [0, 0, 4, 3, 0, 1, 0xff]

    static let cases: [Case] = [
        Case(
            "Authority Key Identifier", "2.5.29.35",
            W.sequence(W.value(0x80, [0xab, 0xcd]), W.value(0xa1, directory), W.value(0x82, [0, 0xff])),
            "Key identifier: abcd", "Issuer: directory:CN=d", "Serial number: 00ff"),
        Case("Subject Key Identifier", "2.5.29.14", W.octets([1, 2]), "0102"),
        Case(
            "Key Usage", "2.5.29.15", W.bits([0x06], unused: 1), "Certificate Signing", "CRL Signing"),
        Case(
            "Private Key Usage Period", "2.5.29.16",
            W.sequence(W.text(0x80, "20260101000000Z"), W.text(0x81, "20270101000000Z")),
            "Not before: 2026-01-01T00:00:00Z", "Not after: 2027-01-01T00:00:00Z"),
        Case("Subject Alternative Name", "2.5.29.17", W.sequence(uri, W.text(0x82, "h")), "URI:http://a/b", "DNS:h"),
        Case("Issuer Alternative Name", "2.5.29.18", W.sequence(), "(none)"),
        Case(
            "Basic Constraints", "2.5.29.19", W.sequence([1, 1, 0xff], W.integer(0)), "CA, path length limit 0"),
        Case(
            "Name Constraints", "2.5.29.30",
            W.sequence(
                W.value(
                    0xa0, W.sequence(W.text(0x82, "example")),
                    W.sequence(W.value(0x87, [10, 0, 0, 0, 255, 0, 0, 0])),
                    W.sequence(W.value(0x87, [10, 0, 0, 0, 255, 0, 255, 0]))),
                W.value(
                    0xa1, W.sequence(W.value(0x87, [UInt8](repeating: 0, count: 32))),
                    W.sequence(directory, W.value(0x80, [1]), W.value(0x81, [2])), W.sequence(W.value(0x87, [1])))),
            "Permitted: DNS:example", "Permitted: IP:10.0.0.0/8", "Permitted: IP:10.0.0.0/255.0.255.0",
            "Excluded: IP:::/0", "Excluded: directory:CN=d, minimum 1, maximum 2",
            "IP: an address of 1 bytes instead of 4 or 16", "Excluded: IP:#01"),
        Case(
            "CRL Distribution Points", "2.5.29.31",
            W.sequence(
                W.sequence(W.value(0xa0, W.value(0xa0, uri, W.text(0x86, "ldap://c")))),
                W.sequence(
                    W.value(0xa0, W.value(0xa1, W.attribute("2.5.4.3", W.text(0x0c, "r")))),
                    W.value(0x81, [1, 0x60]), W.value(0xa2, directory)), W.sequence()),
            "URI:http://a/b", "URI:ldap://c", "Relative to the CRL issuer: CN=r",
            "  Reasons: Key Compromise, CA Compromise", "  CRL issuer: directory:CN=d", "(without a place)"),
        Case("Freshest CRL", "2.5.29.46", W.sequence(W.sequence(W.value(0xa0, W.value(0xa0, uri)))), "URI:http://a/b"),
        Case(
            "Certificate Policies", "2.5.29.32",
            W.sequence(
                W.sequence(
                    W.identifier("2.23.140.1.2.1"),
                    W.sequence(
                        W.sequence(W.identifier("1.3.6.1.5.5.7.2.1"), W.text(0x16, "http://cps\n\u{1b}")),
                        W.sequence(
                            W.identifier("1.3.6.1.5.5.7.2.2"),
                            W.sequence(
                                W.sequence(W.text(0x0c, "Org"), W.sequence(W.integer(1), W.integer(2))),
                                W.value(0x1e, [0, 0x68, 0, 0x69]))),
                        W.sequence(W.identifier("1.2.3"), [5, 0]))), W.sequence(W.identifier("1.2.3.4"))),
            "Policy: 2.23.140.1.2.1 (domain validated)", "  CPS: http://cps\\u{a}\\u{1b}", "  Notice of: Org",
            "  Notice number: 1", "  Notice number: 2", "  User notice: hi", "  1.2.3: #0500", "Policy: 1.2.3.4"),
        Case(
            "Policy Mappings", "2.5.29.33", W.sequence(W.sequence(W.identifier("1.2.3"), W.identifier("1.2.4"))),
            "The issuer's 1.2.3 is the subject's 1.2.4"),
        Case(
            "Policy Constraints", "2.5.29.36", W.sequence(W.value(0x80, [1]), W.value(0x81, [0])),
            "A policy is required after 1 certificate", "No policy is mapped after 0 certificates"),
        Case("Inhibit anyPolicy", "2.5.29.54", W.integer(5), "\"any policy\" is not accepted after 5 certificates"),
        Case(
            "Extended Key Usage", "2.5.29.37",
            W.sequence(
                W.identifier("1.3.6.1.5.5.7.3.1"), W.identifier("1.3.6.1.5.5.7.3.3"), W.identifier("1.2.3")),
            "Server Authentication", "Code Signing (1.3.6.1.5.5.7.3.3)", "1.2.3"),
        Case(
            "Authority Information Access", "1.3.6.1.5.5.7.1.1",
            W.sequence(
                W.sequence(W.identifier("1.3.6.1.5.5.7.48.1"), uri),
                W.sequence(W.identifier("1.3.6.1.5.5.7.48.2"), uri), W.sequence(W.identifier("1.2.3"), uri)),
            "OCSP: URI:http://a/b", "CA Issuers: URI:http://a/b", "1.2.3: URI:http://a/b"),
        Case(
            "Subject Information Access", "1.3.6.1.5.5.7.1.11",
            W.sequence(W.sequence(W.identifier("1.3.6.1.5.5.7.48.5"), uri)), "CA Repository: URI:http://a/b"),
        Case(
            "Subject Directory Attributes", "2.5.29.9",
            W.sequence(W.sequence(W.identifier("1.3.6.1.5.5.7.9.4"), W.value(0x31, W.text(0x13, "DE"), [5, 0]))),
            "1.3.6.1.5.5.7.9.4: DE", "1.3.6.1.5.5.7.9.4: #0500"),
        Case(
            "TLS Feature", "1.3.6.1.5.5.7.1.24", W.sequence(W.integer(5), W.integer(17), W.integer(9)),
            "status_request (5): the server must staple an OCSP answer",
            "status_request_v2 (17): the server must staple OCSP answers", "TLS extension 9"),
        Case(
            "OCSP No Check", "1.3.6.1.5.5.7.48.1.5", [5, 0],
            "This OCSP responder's certificate needs no check for revocation"),
        Case(
            "Precertificate Poison", "1.3.6.1.4.1.11129.2.4.3", [5, 0],
            "A precertificate: it is for the logs, and nobody may accept it as a certificate"),
        Case(
            "Signed Certificate Timestamps", "1.3.6.1.4.1.11129.2.4.2",
            W.octets([0, UInt8(timestamp.count + 6), 0, UInt8(timestamp.count)] + timestamp + [0, 2, 1, 0xff]),
            "2026-01-01T00:00:00Z by log \(String(repeating: "5a", count: 32))", "A timestamp of version 2: #ff"),
        Case(
            "Netscape Certificate Type", "2.16.840.1.113730.1.1", W.bits([0xc1, 1]), "SSL Client", "SSL Server",
            "Object Signing CA", "undefined uses: the bits are c101"),
        Case("Netscape Comment", "2.16.840.1.113730.1.13", W.text(0x16, "a\nb"), "a\\u{a}b"),
        Case(
            "Microsoft Certificate Template", "1.3.6.1.4.1.311.21.7",
            W.sequence(W.identifier("1.2.3"), W.integer(100), W.integer(3)), "Template: 1.2.3", "Major version: 100",
            "Minor version: 3"),
        Case(
            "Microsoft Certificate Template Name", "1.3.6.1.4.1.311.20.2", W.value(0x1e, [0, 0x43, 0, 0x41]), "CA"),
        Case("Microsoft CA Version", "1.3.6.1.4.1.311.21.1", W.integer(1), "1"),
        Case(
            "sbgp-autonomousSysNum", "1.3.6.1.5.5.7.1.8", [0x30, 4, 0xa0, 2, 5, 0], "Autonomous System Numbers:",
            "  inherit"),
    ]

    @Test("each is decoded", arguments: cases)
    func decoded(_ one: Case) throws {
        let shown = try DisplayedCertificate(
            HostileCertificate { $0.extensions = [W.extension(one.identifier, critical: true, one.value)] })
        let found = try #require(shown.extensions.first)
        #expect(shown.extensions.count == 1 && found.identifier == one.identifier && found.name == one.name)
        #expect(found.lines == one.lines && found.octets == one.value && found.isCritical)
        #expect(found.remark == (one.name.hasPrefix("sbgp") ? "as OpenSSL prints it" : nil))
    }

    @Test("each is shown as octets where it is cut off at any octet, or is something else", arguments: cases)
    func cut(_ one: Case) throws {
        for count in 0..<one.value.count {
            let value = Array(one.value.prefix(count))
            let found = try #require(
                DisplayedCertificate(HostileCertificate { $0.extensions = [W.extension(one.identifier, value)] })
                    .extensions.first)
            #expect(found.lines.isEmpty && found.octets == value && found.remark != nil)
        }
        for value in [[0x31, 0], one.value + [0], [0x30, 2, 0x31, 0]] as [[UInt8]] {
            let found = try #require(
                DisplayedCertificate(HostileCertificate { $0.extensions = [W.extension(one.identifier, value)] })
                    .extensions.first)
            #expect(found.octets == value)
        }
    }

    @Test("a comment of 64 KiB and a list of thousands are all there")
    func long() throws {
        let text = String(repeating: "y", count: 65_536)
        let list = W.sequence((0..<5000).flatMap { W.sequence(W.identifier("1.2.\($0)")) })
        let shown = try DisplayedCertificate(
            HostileCertificate {
                $0.extensions = [
                    W.extension("2.16.840.1.113730.1.13", W.text(0x16, text)), W.extension("2.5.29.32", list),
                ]
            })
        #expect(shown.extensions.map(\.lines.count) == [1, 5000] && shown.extensions.first?.lines == [text])
    }
}
