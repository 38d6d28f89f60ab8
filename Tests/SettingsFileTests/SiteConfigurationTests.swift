import SettingsFile
import Testing

@testable import CertificateModel

@Suite("A site configuration")
struct SiteConfigurationTests {
    private static let values: [(key: String, value: String)] = [
        ("profile", "\"documented\""), ("naming.email", "\"pki@example.com\""), ("naming.unit", "\"IT\""),
        ("naming.organization", "\"Example AG\""), ("naming.locality", "\"Köln\""), ("naming.state", "\"NRW\""),
        ("naming.country", "\"DE\""), ("naming.domain", "\"example.com\""), ("naming.root-prefix", "\"root-\""),
        ("serving.endpoints", "[\"127.0.0.1:443\", \"[::1]:8443\"]"), ("serving.rollback-if-unproven", "true"),
        ("serving.proof-timeout", "3600"), ("renewal.automatic", "false"), ("hooks.timeout", "1"),
        ("history.keep", "2"),
    ]

    private static func text(without key: String? = nil) -> String {
        values.filter { $0.key != key }.map { "\($0.key) = \($0.value)\n" }.joined()
    }

    @Test func `has these keys`() { #expect(SiteConfiguration.keys.map(\.name) == Self.values.map(\.key)) }

    @Test(arguments: values.map(\.key)) func `takes every key`(_ key: String) throws {
        #expect(try SettingsSample.site(Self.text(without: key)) != SettingsSample.site(Self.text()))
    }

    @Test func `gives back the value of every key`() throws {
        let site = try SettingsSample.site(Self.text())
        for (key, value) in zip(SiteConfiguration.keys, Self.values.map(\.value)) {
            #expect(key.value(site).map(TOMLText.value) == value, "\(key.name)")
        }
    }

    @Test func `that says nothing is what holds without one`() throws {
        #expect(try SettingsSample.site("") == SiteConfiguration())
    }

    @Test(arguments: [
        (
            "hostname = \"ipo1\"",
            "\"keyturn.toml\" line 1: \"hostname\" is not a known key of site configurations\n"
                + "hint: leave it out: it is a key of answers"
        ),
        (
            "[lan1]\nipv4 = \"192.168.42.1\"",
            "\"keyturn.toml\" line 2: \"lan1.ipv4\" is not a known key of site configurations\n"
                + "hint: leave it out: it is a key of answers"
        ),
        (
            "[renewal]\nautomatc = false",
            "\"keyturn.toml\" line 2: \"renewal.automatc\" is not a known key of site configurations\n"
                + "hint: use \"renewal.automatic\" if you mean that"
        ),
        (
            "quite-another-thing = 1",
            "\"keyturn.toml\" line 1: \"quite-another-thing\" is not a known key of site configurations\n"
                + "hint: use one of the keys profile, or of the tables naming, serving, renewal, hooks, history"
        ),
        (
            "serving = 1",
            "\"keyturn.toml\" line 1: \"serving\" wants a table of keys, not a number\n"
                + "hint: use the keys of \"serving\": endpoints, rollback-if-unproven, proof-timeout"
        ),
        (
            "[renewal]\nautomatic = \"no\"",
            "\"keyturn.toml\" line 2: \"renewal.automatic\" wants true or false, not text\n"
                + "hint: write automatic = true or automatic = false"
        ),
        (
            "[history]\nkeep = 2.5",
            "\"keyturn.toml\" line 2: \"history.keep\" wants a whole number, not a number\n"
                + "hint: write a number from 2 to 10000"
        ),
        (
            "[history]\nkeep = 1",
            "\"history.keep\" cannot be \"1\"\nhint: write a number from 2 to 10000 (line 2 of \"keyturn.toml\")"
        ),
        (
            "{\"history\": {\"keep\": 9223372036854775807}}",
            "\"history.keep\" cannot be \"9223372036854775807\"\n"
                + "hint: write a number from 2 to 10000 (line 1 of \"keyturn.toml\")"
        ),
        (
            "[serving]\nendpoints = [\"127.0.0.1\"]",
            "\"127.0.0.1\" has no port\nhint: put a port behind it: 127.0.0.1:443 (line 2 of \"keyturn.toml\")"
        ),
        (
            "[naming]\ncountry = \"USA\"",
            "\"USA\" is not a country code\n"
                + "hint: type the two letters of ISO 3166, such as US or DE (line 2 of \"keyturn.toml\")"
        ),
        (
            "\nprofile documented",
            "\"keyturn.toml\" line 2 is not valid TOML: "
                + "Error while parsing key-value pair: expected '=', saw 'd'\n"
                + "hint: write key = \"value\", each on a line of its own, below the [table] it belongs to; "
                + "keyturn.toml(5) says what is in it"
        ),
        (
            "# \u{0}", "\"keyturn.toml\" line 1 is not UTF-8 text\nhint: save the file as plain text in UTF-8"
        ),
    ])
    func `is refused as one`(_ text: String, _ expected: String) {
        #expect(SettingsSample.refusal { try SettingsSample.site(text) } == expected)
    }

    @Test func `has a size that is refused as one`() {
        #expect(
            SettingsSample.refusal { try SettingsSample.site(String(repeating: "#", count: 1 << 20 + 1)) }
                == "\"keyturn.toml\" is larger than 1 MiB, the limit for site configurations\n"
                + "hint: check that it is the file you mean")
    }

    @Test(arguments: [
        (
            "/none/keyturn.toml",
            "\"/none/keyturn.toml\" is not there\nhint: check the path; keyturn.toml(5) says what is in it"
        ),
        ("/tmp", "\"/tmp\" is a folder\nhint: name a file in it"),
        ("/dev/zero", "\"/dev/zero\" is not a regular file\nhint: name a file on a disk"),
        (
            "-",
            "\"-\" is not the name of a file\nhint: type the path of a file, or \"./-\" for a file of that name"
        ),
    ])
    func `is a file`(_ path: String, _ expected: String) {
        #expect(SettingsSample.refusal { try SettingsReader.read(.siteConfiguration, path: path) } == expected)
    }
}
