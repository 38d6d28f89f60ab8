import SettingsFile
import CertificateModel
import Testing

@Suite("An answers file")
struct AcceptedAnswersTests {
    private let toml = """
        role = "application"
        hostname = "IPO1.Example.com."   # a final dot is left out
        profile = "documented"
        lan2 = { ipv4 = "192.168.43.1" }

        [lan1]
        ipv4 = "192.168.42.1"
        ipv6 = [
          "2001:DB8:0::1",
          "fd00::7",
        ]

        [names]
        dns = ["www.example.com", "müller.example"]
        ip = ["10.0.0.7"]
        sip-domains = ["sip:example.com", "example.org"]

        [naming]
        unit = 'Back\\slash "Unit"'
        locality = "K\\u00f6ln"
        country = "de"
        root-prefix = ""

        [certificates]
        source = "import"
        files = ["server.p12", "chain.pem"]
        passphrase-file = "secret"
        """

    private let json = """
        {
          "role": "application", "hostname": "IPO1.Example.com.", "profile": "documented",
          "lan1": {"ipv4": "192.168.42.1", "ipv6": ["2001:DB8:0::1", "fd00::7"]},
          "lan2": {"ipv4": "192.168.43.1"},
          "names": {"dns": ["www.example.com", "müller.example"], "ip": ["10.0.0.7"],
                    "sip-domains": ["sip:example.com", "example.org"]},
          "naming": {"unit": "Back\\\\slash \\"Unit\\"", "locality": "K\\u00f6ln", "country": "de", "root-prefix": ""},
          "certificates": {"source": "import", "files": ["server.p12", "chain.pem"], "passphrase-file": "secret"}
        }
        """

    @Test func `sets every key`() throws {
        let answers = try SettingsSample.answers(toml)
        #expect(answers.role == .application)
        #expect(answers.hostName?.text == "ipo1.example.com")
        #expect(answers.profile == .documented)
        #expect(answers.lan1?.addresses.map(\.description) == ["192.168.42.1", "2001:db8::1", "fd00::7"])
        #expect(answers.lan2?.addresses.map(\.description) == ["192.168.43.1"])
        #expect(answers.names.dns.map(\.text) == ["www.example.com", "xn--mller-kva.example"])
        #expect(answers.names.ip.map(\.description) == ["10.0.0.7"])
        #expect(answers.names.sipDomains.map(\.description) == ["sip:example.com", "example.org"])
        #expect(answers.naming[.unit] == "Back\\slash \"Unit\"")
        #expect(answers.naming[.locality] == "Köln")
        #expect(answers.naming[.country] == "DE")
        #expect(answers.naming[.rootPrefix] == "")
        #expect(answers.naming[.email] == "support@avaya.com")
        #expect(answers.source == .imported(files: ["server.p12", "chain.pem"], passphraseFile: "secret"))
        #expect(
            answers.remarks == [
                "the final dot of \"IPO1.Example.com.\" was left out",
                "\"müller.example\" is written \"xn--mller-kva.example\"",
            ])
    }

    @Test func `says the same as JSON`() throws {
        #expect(try SettingsSample.answers(toml) == SettingsSample.answers(json, name: "answers.json"))
    }

    @Test(arguments: ["", "\n\n", "# nothing\n", "{}", " {}\n", "\u{feff}{}", "[lan1]\n", "{\"lan1\": {}}"])
    func `that says nothing leaves everything to the host and the defaults`(_ text: String) throws {
        #expect(try SettingsSample.answers(text) == Answers())
    }

    @Test func `with empty texts has not given what may be left open`() throws {
        let text = """
            hostname = ""
            lan1 = {ipv4 = "", ipv6 = []}
            certificates = {files = [], passphrase-file = " "}
            """
        #expect(try SettingsSample.answers(text) == Answers())
    }

    @Test func `may end its lines as Windows does`() throws {
        let answers = try SettingsSample.answers("role = \"application\"\r\n[lan1]\r\nipv4 = \"192.168.42.1\"\r\n")
        #expect(answers.role == .application)
        #expect(answers.lan1?.ipv4?.description == "192.168.42.1")
    }

    @Test func `takes what it does not say from the site's defaults`() throws {
        let site = try SettingsSample.site(
            "profile = \"documented\"\n[naming]\nunit = \"IT\"\norganization = \"Example AG\"\n")
        let answers = try Answers(SettingsSample.document("[naming]\nunit = \"Voice\"\n"), defaults: site.defaults)
        #expect(answers.profile == .documented)
        #expect(answers.naming[.unit] == "Voice")
        #expect(answers.naming[.organization] == "Example AG")
        #expect(answers.naming[.locality] == "Basking Ridge")
    }
}
