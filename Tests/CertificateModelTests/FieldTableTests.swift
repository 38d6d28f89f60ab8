import CertificateModel
import Testing

@Suite("The preview table")
struct FieldTableTests {
    static let rootName =
        "E=support@avaya.com, CN=ipoffice-root-ipo1.example.com.avaya.com, OU=GCS, O=Avaya Inc, L=Basking Ridge, "
        + "S=New Jersey, C=US"

    /// A root's rows; the two profiles differ in one.
    static func root(names: String) -> String {
        """
        Version | V3 | -
        Serial Number | (large random number) | -
        Signature Algorithm | sha256RSA | -
        Issuer | \(rootName) | -
        Subject | \(rootName) | -
        Issued By | ipoffice-root-ipo1.example.com.avaya.com | -
        Issued To | ipoffice-root-ipo1.example.com.avaya.com | -
        Valid From | 28/02/27 09:30:00 | -
        Valid To | 28/02/37 09:30:00 | -
        Subject Alternative Name(s) | \(names)
        Enhanced Key Usage | Server Authentication, Client Authentication (marked non-critical) | -
        Basic Constraints | CA, no path length limit (marked critical) | -
        Key Usage | Digital Signature, Certificate Signing, CRL Signing (marked non-critical) | -
        Subject Key Identifier | (SHA-1 of the public key) | -
        Subject Key Identifier (signature data) | (the signature's bytes) | -
        Public Key Algorithm | RSA | -
        Public Key | 2048 bits | -
        """
    }

    /// An identity's rows; the two profiles differ in four.
    static func identity(subject: String, issuedTo: String, keyUsage: String, constraints: String) -> String {
        """
        Version | V3 | -
        Serial Number | (the root's serial number plus 1) | -
        Signature Algorithm | sha256RSA | -
        Issuer | \(rootName) | -
        Subject | \(subject)
        Issued By | ipoffice-root-ipo1.example.com.avaya.com | -
        Issued To | \(issuedTo)
        Valid From | 28/02/27 09:32:00 | -
        Valid To | 28/02/29 09:32:00 | -
        Subject Alternative Name(s) | DNS:ipo1.example.com, IP:192.168.42.1, IP:2001:db8::1, IP:192.168.43.1, \
        DNS:example.com, URL:sip:example.com | -
        Key Usage | \(keyUsage) (marked non-critical) | -
        Basic Constraints | \(constraints)
        Enhanced Key Usage | Server Authentication, Client Authentication (marked non-critical) | -
        Subject Key Identifier | (SHA-1 of the public key) | -
        Subject Key Identifier (signature data) | (the signature's bytes) | -
        Public Key Algorithm | RSA | -
        Public Key | 2048 bits | -
        """
    }

    @Test func `of an interoperable root departs in its URI name`() throws {
        #expect(
            ModelSample.picture(.root(of: try ModelSample.plan(.interoperable)))
                == Self.root(
                    names: "URL:https://ipoffice-root-ipo1.example.com.avaya.com | "
                        + "the page's URI has no scheme, which RFC 5280 section 4.2.1.6 forbids"))
    }

    @Test func `of a documented root is the page's`() throws {
        #expect(
            ModelSample.picture(.root(of: try ModelSample.plan(.documented)))
                == Self.root(names: "URL:ipoffice-root-ipo1.example.com.avaya.com | -"))
    }

    @Test(arguments: [("mac525400123456", true), ("mac52540012345a", false), ("00e007057307", false)])
    func `of a server that is named by a hardware address of digits departs in that name`(
        _ name: String, _ departs: Bool
    ) throws {
        let plan = try ModelSample.plan(.interoperable, hostName: name)
        let row = FieldTable(.identity, plan.identity, plan: plan).rows.first { $0.field == .subjectAlternativeNames }
        #expect(
            row?.departs
                == (departs ? "the page has the twelve digits alone, which clients would read as a number" : nil))
    }

    @Test func `of an interoperable identity departs in its subject and in what it may sign`() throws {
        #expect(
            ModelSample.picture(.identity(of: try ModelSample.plan(.interoperable)))
                == Self.identity(
                    subject: "E=support@avaya.com, CN=ipo1.example.com, OU=GCS, O=Avaya Inc, L=Basking Ridge, "
                        + "S=New Jersey, C=US | the page repeats the issuer, and clients expect the server's own name",
                    issuedTo: "ipo1.example.com | it is the subject's common name, and the subject is the server's own",
                    keyUsage: "Digital Signature, Key Encipherment",
                    constraints: "End entity (marked critical) | "
                        + "the page makes it a CA, and some clients (NSS, Firefox) refuse a CA as a server"))
    }

    @Test func `of a documented identity is the page's`() throws {
        #expect(
            ModelSample.picture(.identity(of: try ModelSample.plan(.documented)))
                == Self.identity(
                    subject: "\(Self.rootName) | -", issuedTo: "ipoffice-root-ipo1.example.com.avaya.com | -",
                    keyUsage: "Digital Signature, Key Encipherment, Certificate Signing",
                    constraints: "CA, no path length limit (marked critical) | -"))
    }

    @Test func `changes with the profile and back`() throws {
        let plan = try ModelSample.plan(.interoperable)
        #expect(plan.with(.documented) == (try ModelSample.plan(.documented)))
        #expect(plan.with(.documented).with(.interoperable) == plan)
    }

    @Test(arguments: [CertificateKind.root, .identity, .intermediate, .other])
    func `has each field once`(_ kind: CertificateKind) {
        let rows = CertificateField.rows(of: kind)
        #expect(rows.count == CertificateField.allCases.count)
        #expect(Set(rows) == Set(CertificateField.allCases))
    }

    @Test func `marks what is still to be drawn`() throws {
        let plan = try ModelSample.plan(.interoperable)
        for table in [FieldTable.root(of: plan), .identity(of: plan)] {
            #expect(table.rows.count == 17)
            #expect(
                table.rows.filter(\.isPending).map(\.field) == [.serialNumber, .subjectKeyIdentifier, .signature])
        }
    }

    @Test(arguments: [
        ("Avaya Inc", "Avaya Inc"), ("a,b", "a\\,b"), ("a\\b", "a\\\\b"), ("#1", "\\#1"), ("1#", "1#"),
        (" a b ", "\\ a b\\ "), ("a=b", "a=b"), ("", ""), ("\u{1b}", "\\u{1b}"), ("\\u{1b}", "\\\\u{1b}"),
    ])
    func `escapes in a name what RFC 4514 escapes, and tells that from what it made visible`(
        _ value: String, _ shown: String
    ) {
        #expect(DistinguishedName([.init(.organization, value)]).description == "O=\(shown)")
    }

    @Test func `tells a name of several attributes, and octets, from text that looks like them`() {
        let name = DistinguishedName([
            .init(.country, "DE"), .init(.commonName, "a + OU=b"), .init(.organizationalUnit, "c", joined: true),
            .init(.other("1.2.3"), "#0401", octets: true), .init(.locality, "#0401"),
        ])
        #expect(name.description == "L=\\#0401, 1.2.3=#0401, OU=c + CN=a \\+ OU=b, C=DE")
    }

    @Test func `shows what cannot be decoded as its octets, and what has to be said of a row`() throws {
        var contents = try ModelSample.plan(.interoperable).root
        contents.undecodable[.validTo] = Undecodable(
            octets: [0x17, 0x02] + Array("\u{1b}x".utf8), reason: "it is \u{202e}none")
        contents.undecodable[.keyUsage] = Undecodable(octets: Array(0..<9), reason: "it ends too early")
        contents.remarks[.issuer] = ["CN: a T61String, \u{7}"]
        let table = FieldTable(.other, contents)
        #expect(table[.validTo]?.contents == "#17021b78 (4 bytes; cannot be decoded: it is \\u{202e}none)")
        #expect(table[.keyUsage]?.contents == "#0001020304050607... (9 bytes; cannot be decoded: it ends too early)")
        #expect(
            table[.keyUsage]?.detail == ["#000102030405060708", "9 bytes", "cannot be decoded: it ends too early"])
        #expect(table[.issuer]?.remarks == ["CN: a T61String, \\u{7}"])
        #expect(table[.issuer]?.detail.last == "CN: a T61String, \\u{7}")
        #expect(table.rows.filter { !$0.remarks.isEmpty }.map(\.field) == [.issuer])
        #expect(contents.notAfterText == nil && contents.notBeforeText == contents.notBefore.description)
        #expect(!contents.hasDecodableDates)
    }

    @Test func `escapes what a name must not do to a terminal`() throws {
        let hostile = DistinguishedName([.init(.commonName, "a\u{1b}[2J\u{202e}, CN=\"b\"+c;<d>")])
        var contents = try ModelSample.plan(.interoperable).root
        contents.issuer = hostile
        contents.subjectAlternativeNames = .init(
            [.dns("x\u{9b}2J"), .other(kind: "RID", text: "\u{7}")], critical: true)
        let table = FieldTable(.other, contents)
        #expect(table[.issuer]?.contents == "CN=a\\u{1b}[2J\\u{202e}\\, CN=\\\"b\\\"\\+c\\;\\<d\\>")
        #expect(table[.subjectAlternativeNames]?.contents == "DNS:x\\u{9b}2J, RID:\\u{7}")
        for row in table.rows {
            for text in [row.contents, row.note] + row.detail {
                #expect(!text.unicodeScalars.contains(where: VisibleText.isUnsafe))
            }
        }
    }
}
