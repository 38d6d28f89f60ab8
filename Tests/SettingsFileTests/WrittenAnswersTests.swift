import SettingsFile
import CertificateModel
import Testing

@Suite("Answers that the program writes")
struct WrittenAnswersTests {
    private func readBack(_ text: String, defaults: SiteDefaults = SiteDefaults()) throws -> Answers {
        try Answers(SettingsSample.document(text), defaults: defaults)
    }

    @Test func `as a template read back as what an operator leaves open`() throws {
        let answers = try readBack(Answers(defaults: SiteDefaults()).template)
        #expect(answers == Answers(lan1Port: .auto, lan2Port: .auto, profile: .interoperable))
    }

    @Test func `as a template have the site's defaults`() throws {
        let site = try SettingsSample.site(
            """
            profile = "documented"
            [naming]
            email = "pki@example.com"
            unit = "IT"
            organization = "Example AG"
            locality = "Hamburg"
            state = "Hamburg"
            country = "DE"
            domain = "example.com"
            root-prefix = "root-"
            """
        ).defaults
        #expect(site.profile == .documented)
        for part in Naming.Part.allCases { #expect(site.naming[part] != part.specified, "\(part)") }
        let template = Answers(defaults: site).template
        #expect(
            try readBack(template)
                == Answers(lan1Port: .auto, lan2Port: .auto, naming: site.naming, profile: .documented))
        #expect(!template.contains("Avaya Inc"))
    }

    @Test func `read back as the same answers, whatever they hold`() throws {
        var random = SystemRandomNumberGenerator()
        let odd = [
            "\"", "\\", "'", "#", "=", "]", "é", "日本", "👩‍👩‍👧", "a", " b", "\\u0041", "\"\"\"", "\u{301}x", "{", ",",
        ]
        func text() -> String {
            "x" + (0..<Int.random(in: 0...6, using: &random)).map { _ in odd.randomElement() ?? "" }.joined()
        }
        for _ in 0..<300 {
            var naming = Naming()
            let isPort = Bool.random()
            for part in [Naming.Part.unit, .organization, .locality, .state] {
                // A joiner is no character of a name, and is refused: the default stays then.
                try? naming.set(part, to: text())
            }
            if Bool.random() { try naming.set(.rootPrefix, to: "") }
            var names = AdditionalNames()
            names.dns = try [HostName("www.example.com")].filter { _ in Bool.random() }
            names.ip = try [IPAddress("10.0.0.7"), IPAddress("::1")].filter { _ in Bool.random() }
            names.sipDomains = try [SIPDomain("sip:example.com"), SIPDomain("b.example")].filter { _ in Bool.random() }
            let answers = Answers(
                role: .allCases.randomElement() ?? .primary, hostName: Bool.random() ? try HostName("ipo1") : nil,
                lan1: !isPort && Bool.random() ? LANPort(ipv4: try IPv4Address("192.168.42.1")) : nil,
                lan2: !isPort && Bool.random() ? LANPort(ipv6: [try IPv6Address("2001:db8::1")]) : LANPort(),
                lan1Port: isPort ? .named("br0.\(Int.random(in: 1...4094))") : nil, lan2Port: isPort ? .auto : nil,
                names: names, naming: naming, profile: [nil, .documented, .interoperable].randomElement() ?? nil,
                source: Bool.random()
                    ? .selfSigned
                    : .imported(
                        files: [text(), "\u{202e}\u{1b}\u{e0001}\n\(text())"],
                        passphraseFile: Bool.random() ? text() : nil))
            let written = answers.toml
            #expect(try readBack(written) == answers, "\(written)")
            #expect(!written.unicodeScalars.contains { $0 != "\n" && VisibleText.isUnsafe($0) })
        }
    }
}
