import SettingsFile
import CertificateModel
import Testing

@Suite("A refused answers file")
struct RefusedAnswersTests {
    @Test(arguments: [
        (
            "hostnmae = \"ipo1\"",
            "\"answers.toml\" line 1: \"hostnmae\" is not a known key of answers\nhint: use \"hostname\" if you mean that"
        ),
        (
            "\n[lan1]\n# text = 7\nipv4 = \"192.168.42.1\"\nip6 = []",
            "\"answers.toml\" line 5: \"lan1.ip6\" is not a known key of answers\nhint: use \"lan1.ipv6\" if you mean that"
        ),
        (
            "[lan3]\nipv4 = \"192.168.42.1\"",
            "\"answers.toml\" line 2: \"lan3.ipv4\" is not a known key of answers\nhint: use \"lan1.ipv4\" if you mean that"
        ),
        (
            "organization = \"Example\"",
            "\"answers.toml\" line 1: \"organization\" is not a known key of answers\nhint: use \"naming.organization\" if you mean that"
        ),
        (
            "[naming]\nzzzzzzzzzz = \"\"",
            "\"answers.toml\" line 2: \"naming.zzzzzzzzzz\" is not a known key of answers\n"
                + "hint: use the keys of \"naming\": email, unit, organization, locality, state, country, domain, "
                + "root-prefix"
        ),
        (
            "quite-another-thing = \"\"",
            "\"answers.toml\" line 1: \"quite-another-thing\" is not a known key of answers\n"
                + "hint: use one of the keys role, hostname, profile, or of the tables lan1, lan2, names, naming, "
                + "certificates"
        ),
        (
            "lan1 = \"192.168.42.1\"",
            "\"answers.toml\" line 1: \"lan1\" wants a table of keys, not text\nhint: use the keys of \"lan1\": port, ipv4, ipv6"
        ),
        (
            "[[lan1]]\nipv4 = \"192.168.42.1\"",
            "\"answers.toml\" line 1: \"lan1\" wants a table of keys, not a list with a table in it\n"
                + "hint: use the keys of \"lan1\": port, ipv4, ipv6"
        ),
        (
            "role = \"primary\"\nhostname = { name = \"x\" }",
            "\"answers.toml\" line 2: \"hostname.name\" is not a known key of answers\nhint: use \"hostname\" if you mean that"
        ),
        (
            "[serving]\nendpoints = []",
            "\"answers.toml\" line 2: \"serving.endpoints\" is not a known key of answers\n"
                + "hint: leave it out: it is a key of site configurations"
        ),
    ])
    func `names the line of a key that is not known, and the nearest that is`(_ text: String, _ expected: String) {
        #expect(SettingsSample.refusal(text) == expected)
    }

    @Test(arguments: [
        (
            "[lan1]\nipv4 = 7",
            "\"answers.toml\" line 2: \"lan1.ipv4\" wants text in quotes, not a number\nhint: write ipv4 = \"...\""
        ),
        (
            "[lan1]\nipv6 = \"2001:db8::1\"",
            "\"answers.toml\" line 2: \"lan1.ipv6\" wants a list of texts in quotes, not text\n"
                + "hint: write ipv6 = [\"...\", \"...\"]"
        ),
        (
            "hostname = true",
            "\"answers.toml\" line 1: \"hostname\" wants text in quotes, not true or false\n"
                + "hint: write hostname = \"...\""
        ),
        (
            "hostname = 2026-11-24",
            "\"answers.toml\" line 1 has \"2026-11-24\" without quotes\nhint: write texts in double quotes, and switches as true or false"
        ),
        (
            "\n[names]\ndns = [ipo1.example.com]",
            "\"answers.toml\" line 3 has \"ipo1.example.com\" without quotes\nhint: write texts in double quotes, and switches as true or false"
        ),
        (
            "hostname = [\"ipo1\"]",
            "\"answers.toml\" line 1: \"hostname\" wants text in quotes, not a list\nhint: write hostname = \"...\""
        ),
        (
            "[names]\ndns = [\"a\",\n 7]",
            "\"answers.toml\" line 2: \"names.dns\" wants a list of texts in quotes, not a list with a number in it\n"
                + "hint: write dns = [\"...\", \"...\"]"
        ),
        (
            "{\"hostname\":\nnull}",
            "\"answers.toml\" line 1: \"hostname\" wants text in quotes, not null\nhint: write hostname = \"...\""
        ),
    ])
    func `says what a key wants and what it got`(_ text: String, _ expected: String) {
        #expect(SettingsSample.refusal(text) == expected)
    }

    @Test(arguments: [
        (
            "\n\nhostname = \"10.0.0.256\"",
            "\"10.0.0.256\" ends in a number, like a mistyped IP address\n"
                + "hint: use numbers from 0 to 255 in an IPv4 address (line 3 of \"answers.toml\")"
        ),
        (
            "[lan1]\nipv4 = \"127.0.0.1\"",
            "\"127.0.0.1\" is a loopback address, which only this host itself can reach\n"
                + "hint: type the address that other machines use for this port (line 2 of \"answers.toml\")"
        ),
        (
            "[naming]\ncountry = \"USA\"",
            "\"USA\" is not a country code\n"
                + "hint: type the two letters of ISO 3166, such as US or DE (line 2 of \"answers.toml\")"
        ),
        (
            "role = \"boss\"",
            "\"boss\" is not a role\nhint: use \"primary\" or \"application\" (line 1 of \"answers.toml\")"
        ),
        (
            "certificates.source = \"letsencrypt\"",
            "\"letsencrypt\" is not a source of certificates\n"
                + "hint: use \"self-signed\" or \"import\" (line 1 of \"answers.toml\")"
        ),
        (
            "certificates.source = \"import\"",
            "\"certificates.files\" names no file to import\n"
                + "hint: list the files, or use source = \"self-signed\" (line 1 of \"answers.toml\")"
        ),
        (
            "[certificates]\nfiles = [\"a.pem\"]",
            "\"certificates.files\" is given, and \"self-signed\" certificates are not read from files\n"
                + "hint: use source = \"import\", or leave files empty (line 2 of \"answers.toml\")"
        ),
        (
            "[certificates]\npassphrase-file = \"secret\"",
            "\"certificates.passphrase-file\" is given, and \"self-signed\" certificates are not read from files\n"
                + "hint: use source = \"import\", or leave passphrase-file empty (line 2 of \"answers.toml\")"
        ),
        (
            "{\"certificates\": {\"source\": \"import\", \"files\": [\"a\\u0000b\"]}}",
            "\"a\\u{0}b\" is not a file name\nhint: type the path of a file (line 1 of \"answers.toml\")"
        ),
    ])
    func `keeps the sentence that the wizard says, and adds the line to the hint`(_ text: String, _ expected: String) {
        #expect(SettingsSample.refusal(text) == expected)
    }

    @Test(arguments: ["{\"role\": \"primary\",\n\"role\": \"application\"}"])
    func `says a key once`(_ text: String) {
        #expect(
            SettingsSample.refusal(text, name: "a.json")
                == "\"a.json\" line 2: \"role\" is given twice\nhint: leave one of the two out")
    }
}
