import CertificateModel
import Testing

@Suite("A host name")
struct HostNameTests {
    @Test(arguments: [
        ("ipo1", "ipo1"), ("IPO1.Example.COM", "ipo1.example.com"), ("  ipo1\t", "ipo1"), ("1ipo", "1ipo"),
        ("a-b.c--d", "a-b.c--d"), ("a.b.", "a.b"), ("123.example", "123.example"), ("00e007057307a", "00e007057307a"),
        ("müller", "xn--mller-kva"), ("MÜLLER.Example", "xn--mller-kva.example"), ("xn--mller-kva", "xn--mller-kva"),
        ("straße.de", "xn--strae-oqa.de"), ("bücher.münchen", "xn--bcher-kva.xn--mnchen-3ya"),
        ("中国.example", "xn--fiqs8s.example"), ("faß.de", "xn--fa-hia.de"), ("βόλος.com", "xn--nxasmm1c.com"),
        ("\u{212a}", "k"),
    ])
    func `is kept in lower case, as A-labels, without a final dot`(_ typed: String, _ kept: String) throws {
        #expect(try HostName(typed).text == kept)
    }

    @Test(arguments: [
        ("ipo1", nil), ("ipo1.", "the final dot of \"ipo1.\" was left out"),
        ("müller.", "\"müller.\" is written \"xn--mller-kva\""), ("IPO1", nil),
    ])
    func `comes with a word about what was changed`(_ typed: String, _ remark: String?) throws {
        #expect(try HostName.parse(typed).remark == remark)
    }

    @Test func `has labels of 63 characters and 253 in all, and no more`() throws {
        func label(_ count: Int) -> String { String(repeating: "a", count: count) }
        let longest = [label(63), label(63), label(63), label(61)].joined(separator: ".")
        #expect(longest.count == 253)
        #expect(try HostName(longest).text == longest)
        #expect(try HostName("\(longest).").text == longest)
        #expect(
            ModelSample.refusal { () throws(Refusal) in try HostName("\(longest)b") }
                == "\"\(longest.prefix(200))… (254 characters)\" has 254 characters, and a host name has at most 253\n"
                + "hint: use a shorter name")
        #expect(
            ModelSample.refusal { () throws(Refusal) in try HostName("\(label(64)).de") }
                == "\"\(label(64)).de\" has a label of 64 characters, and a label has at most 63\n"
                + "hint: shorten \"aaaaaaaaaaaa...\"")
    }

    static let dots = "put exactly one dot between two labels"
    static let letters = "use letters, digits and hyphens, with dots between labels"
    static let hyphens = "put hyphens only between letters or digits"
    static let fields = "type a name such as ipo1.example.com; addresses have their own fields"
    static let server = "type the name that phones and browsers use for this server"
    static let aLabel = "type the label in its \"xn--\" form"
    static let noConversion = "which cannot be converted for the domain name system"
    static let number = "ends in a number, like a mistyped IP address"

    @Test(arguments: [
        ("", "\"\" is not a host name", "type a name such as ipo1.example.com"),
        (" \t", "\"\" is not a host name", "type a name such as ipo1.example.com"),
        ("10.0.0.1", "\"10.0.0.1\" is an IP address, not a host name", fields),
        ("2001:db8::1", "\"2001:db8::1\" is an IP address, not a host name", fields),
        ("a..b", "\"a..b\" has an empty label", dots), (".", "\".\" has an empty label", dots),
        (".a", "\".a\" has an empty label", dots), ("a..", "\"a..\" has an empty label", dots),
        ("a_b.c", "\"a_b.c\" has an underscore, which a host name cannot have", letters),
        ("a b", "\"a b\" has a space, which a host name cannot have", letters),
        ("*.example.com", "\"*.example.com\" has an asterisk, which a host name cannot have", letters),
        ("a/b", "\"a/b\" has \"/\", which a host name cannot have", letters),
        ("fe80::1%eth0", "\"fe80::1%eth0\" has \":\", which a host name cannot have", letters),
        ("a\u{1b}b", "\"a\\u{1b}b\" has \"\\u{1b}\", which a host name cannot have", letters),
        ("a\0", "\"a\\u{0}\" has \"\\u{0}\", which a host name cannot have", letters),
        ("-a.b", "\"-a.b\" has a label that starts or ends with a hyphen", hyphens),
        ("a-.b", "\"a-.b\" has a label that starts or ends with a hyphen", hyphens),
        ("localhost", "\"localhost\" means \"this machine\" on every machine", server),
        ("LocalHost.", "\"LocalHost.\" means \"this machine\" on every machine", server),
        ("ipo1.localhost", "\"ipo1.localhost\" means \"this machine\" on every machine", server),
        ("10.0.0.256", "\"10.0.0.256\" \(number)", "use numbers from 0 to 255 in an IPv4 address"),
        ("12345", "\"12345\" \(number)", "use a letter in the last label of a host name"),
        ("ipo.1", "\"ipo.1\" \(number)", "use a letter in the last label of a host name"),
        ("1.2.3", "\"1.2.3\" \(number)", "use a letter in the last label of a host name"),
        ("１２３.example", "\"１２３\" has \"１\", \(noConversion)", aLabel),
        ("10.0.0.１", "\"１\" has \"１\", \(noConversion)", aLabel),
        ("ﬁ.de", "\"ﬁ\" has \"ﬁ\", \(noConversion)", aLabel), ("אב.de", "\"אב\" has \"א\", \(noConversion)", aLabel),
        ("١٢٣", "\"١٢٣\" has \"١\", \(noConversion)", aLabel), ("😀.de", "\"😀\" has \"😀\", \(noConversion)", aLabel),
        ("x\u{3002}y", "\"x\u{3002}y\" has \"\u{3002}\", \(noConversion)", aLabel),
        ("a\u{202e}b", "\"a\\u{202e}b\" has \"\\u{202e}\", \(noConversion)", aLabel),
        ("é_x.de", "\"é_x\" has \"_\", \(noConversion)", aLabel),
    ])
    func `is refused with the reason`(_ typed: String, _ problem: String, _ hint: String) {
        let refusal = ModelSample.refusal { () throws(Refusal) in try HostName(typed) }
        #expect(refusal == "\(problem)\nhint: \(hint)")
    }

    @Test func `is read from any text without ending the program`() {
        let values = [0...0x7ff, 0x2000...0x206f, 0xd7ff...0xe010, 0xfe00...0xfe10, 0xff00...0xffff].flatMap {
            Array($0)
        }
        for value in values + [0x1f600, 0xe0001, 0x10ffff] {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            for text in [
                String(Character(scalar)), "a\(scalar)b.example", "1.2.3.\(scalar)", "::\(scalar)", "\(scalar)@b",
            ] {
                let name = try? HostName(text).text
                #expect(name?.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f } != false)
                _ = try? IPAddress(text)
                _ = try? SIPDomain(text)
                var naming = Naming()
                for part in Naming.Part.allCases { try? naming.set(part, to: text) }
                #expect(naming[.country].utf8.count == 2 && naming[.rootPrefix].unicodeScalars.allSatisfy(\.isASCII))
            }
        }
    }

    @Test func `of a SIP domain may have the scheme in front`() throws {
        #expect(try SIPDomain("example.com").hasURI == false)
        #expect(try SIPDomain("SIP:Example.com").description == "sip:example.com")
        #expect(try SIPDomain.parse("sip:example.com.").remark == "the final dot of \"example.com.\" was left out")
        #expect(
            ModelSample.refusal { () throws(Refusal) in try SIPDomain("sip:") }
                == "\"\" is not a host name\nhint: type a name such as ipo1.example.com")
    }
}
