import Testing

/// Answers that are refused, and the whole of what is said about them.
struct RefusedAnswers: CustomTestStringConvertible, Sendable {
    let answers, problem, hint: String

    var testDescription: String { problem }

    init(_ answers: String, _ problem: String, _ hint: String) {
        self.answers = answers
        self.problem = problem
        self.hint = hint
    }

    /// One key whose value is refused.
    private init(_ key: String, _ value: String, _ problem: String, _ hint: String) {
        self.init("\(key) = \(value)", problem, "\(hint) (line 1 of \"standard input\")")
    }

    static let table = hostNames + addresses + names + naming + files

    private static let hostNames = [
        RefusedAnswers(
            "hostname", "\"ipo_1\"", "\"ipo_1\" has an underscore, which a host name cannot have",
            "use letters, digits and hyphens, with dots between labels"),
        RefusedAnswers(
            "hostname", "\"ipo 1\"", "\"ipo 1\" has a space, which a host name cannot have",
            "use letters, digits and hyphens, with dots between labels"),
        RefusedAnswers(
            "hostname", "\"*.example.com\"", "\"*.example.com\" has an asterisk, which a host name cannot have",
            "use letters, digits and hyphens, with dots between labels"),
        RefusedAnswers(
            "hostname", "\"a\\u001b[2Jb\"", "\"a\\u{1b}[2Jb\" has \"\\u{1b}\", which a host name cannot have",
            "use letters, digits and hyphens, with dots between labels"),
        RefusedAnswers(
            "hostname", "\"a..b\"", "\"a..b\" has an empty label", "put exactly one dot between two labels"),
        RefusedAnswers(
            "hostname", "\"-a.example\"", "\"-a.example\" has a label that starts or ends with a hyphen",
            "put hyphens only between letters or digits"),
        RefusedAnswers(
            "hostname", "\"192.168.42.1\"", "\"192.168.42.1\" is an IP address, not a host name",
            "type a name such as ipo1.example.com; addresses have their own fields"),
        RefusedAnswers(
            "hostname", "\"10.0.0.256\"", "\"10.0.0.256\" ends in a number, like a mistyped IP address",
            "use numbers from 0 to 255 in an IPv4 address"),
        RefusedAnswers(
            "hostname", "\"ipo.123\"", "\"ipo.123\" ends in a number, like a mistyped IP address",
            "use a letter in the last label of a host name"),
        RefusedAnswers(
            "hostname", "\"localhost\"", "\"localhost\" means \"this machine\" on every machine",
            "type the name that phones and browsers use for this server"),
        RefusedAnswers(
            "hostname", "\"\(String(repeating: "a", count: 64)).example\"",
            "\"\(String(repeating: "a", count: 64)).example\" has a label of 64 characters, and a label has at most 63",
            "shorten \"aaaaaaaaaaaa...\""),
        RefusedAnswers(
            "hostname", "\"\(tooLong)\"", "\"\(shown(tooLong))\" has 255 characters, and a host name has at most 253",
            "use a shorter name"),
        RefusedAnswers(
            "hostname = \"\(String(repeating: "b", count: 41)).example\"\nlan1.ipv4 = \"192.168.42.1\"",
            "\"\(String(repeating: "b", count: 41)).example\" is too long for the root's common name: its first label has "
                + "41 characters, and 40 are allowed",
            "use a first label of at most 40 characters"),
    ]

    private static let tooLong = Array(repeating: String(repeating: "c", count: 63), count: 4).joined(separator: ".")
    private static func shown(_ text: String) -> String { "\(text.prefix(200))… (\(text.count) characters)" }

    private static let addresses =
        [
            ("127.0.0.1", "a loopback address, which only this host itself can reach"),
            ("0.0.0.0", "an unspecified address, which stands for no host"),
            ("224.0.0.1", "a multicast address, which stands for a group of hosts"),
            ("169.254.3.4", "a link-local address, which means something else on every link"),
            ("255.255.255.255", "a reserved or broadcast address, which no host can have"),
        ].map { address, reason in
            RefusedAnswers(
                "lan1.ipv4", "\"\(address)\"", "\"\(address)\" is \(reason)",
                "type the address that other machines use for this port")
        }
        + [
            ("::1", "a loopback address, which only this host itself can reach"),
            ("::", "an unspecified address, which stands for no host"),
            ("ff02::1", "a multicast address, which stands for a group of hosts"),
            ("fe80::1", "a link-local address, which means something else on every link"),
        ].map { address, reason in
            RefusedAnswers(
                "lan2.ipv6", "[\"\(address)\"]", "\"\(address)\" is \(reason)",
                "type the address that other machines use for this port")
        }
        + [
            RefusedAnswers(
                "lan1.ipv4", "\"10.0.0.256\"", "\"10.0.0.256\" is not an IPv4 address: 256 is more than 255",
                "use numbers from 0 to 255 in an IPv4 address"),
            RefusedAnswers(
                "lan1.ipv4", "\"10.0.0.01\"", "\"10.0.0.01\" is not an IPv4 address: \"01\" starts with a zero",
                "type each number without leading zeros, since some programs read them as octal"),
            RefusedAnswers(
                "lan1.ipv4", "\"10.0.0\"", "\"10.0.0\" is not an IPv4 address",
                "type four numbers such as 192.168.42.1"),
            RefusedAnswers(
                "lan1.ipv6", "[\"2001:db8::g\"]", "\"2001:db8::g\" is not an IPv6 address",
                "type up to eight groups of hexadecimal digits such as 2001:db8::1"),
            RefusedAnswers(
                "lan1.ipv6", "[\"fd00::1%eth0\"]", "\"fd00::1%eth0\" has a zone id, which only this host understands",
                "type the address without \"%\" and what follows it"),
            RefusedAnswers(
                "lan1.ipv6", "[\"::ffff:192.0.2.1\"]", "\"::ffff:192.0.2.1\" is an IPv4 address in IPv6 form",
                "type it as an IPv4 address"),
            RefusedAnswers(
                "lan2.ipv4 = \"192.168.43.1\"\nhostname = \"ipo1\"",
                "\"LAN1\" has no address, and phones and browsers could not reach this server",
                "give LAN1 an IPv4 or an IPv6 address, or a port that has one"),
        ]

    private static let names = [
        RefusedAnswers(
            "names.dns", "[\"phones.example.com\", \"phones_2.example.com\"]",
            "\"phones_2.example.com\" has an underscore, which a host name cannot have",
            "use letters, digits and hyphens, with dots between labels"),
        RefusedAnswers(
            "names.dns", "[\"10.0.0.256\"]", "\"10.0.0.256\" ends in a number, like a mistyped IP address",
            "use numbers from 0 to 255 in an IPv4 address"),
        RefusedAnswers(
            "names.sip-domains", "[\"sip:\"]", "\"\" is not a host name", "type a name such as ipo1.example.com"),
        RefusedAnswers(
            "names.ip", "[\"example.com\"]", "\"example.com\" is not an IP address",
            "type an address such as 192.168.42.1 or 2001:db8::1"),
    ]

    private static let naming = [
        RefusedAnswers(
            "naming.country", "\"USA\"", "\"USA\" is not a country code",
            "type the two letters of ISO 3166, such as US or DE"),
        RefusedAnswers(
            "naming.email", "\"nobody\"", "\"nobody\" is not an email address",
            "type an address such as support@example.com"),
        RefusedAnswers(
            "naming.organization", "\"\"", "\"\" is not a value for organisation",
            "type a value, or \"Avaya Inc\", the default"),
        RefusedAnswers(
            "naming.unit", "\"\(String(repeating: "u", count: 65))\"",
            "\"\(String(repeating: "u", count: 65))\" has 65 characters, and unit has at most 64", "shorten it by 1"),
        RefusedAnswers(
            "naming.locality", "\"\(String(repeating: "l", count: 130))\"",
            "\"\(String(repeating: "l", count: 130))\" has 130 characters, and locality has at most 128",
            "shorten it by 2"),
        RefusedAnswers(
            "naming.state", "\"a\\u202eb\"", "\"a\\u{202e}b\" has a control or invisible character",
            "type the value of state by hand"),
        RefusedAnswers(
            "naming.domain", "\"-\"", "\"-\" has a label that starts or ends with a hyphen",
            "put hyphens only between letters or digits"),
        RefusedAnswers(
            "naming.root-prefix", "\"root_\"", "\"root_\" cannot start a host name",
            "use at most 40 letters, digits, hyphens and dots, such as ipoffice-root-"),
    ]

    private static let files = [
        RefusedAnswers(
            "hostnam = \"a\"", "\"standard input\" line 1: \"hostnam\" is not a known key of answers",
            "use \"hostname\" if you mean that"
        ),
        RefusedAnswers(
            "[lan1]\nipv4 = \"192.168.42.1\"\nipv7 = []",
            "\"standard input\" line 3: \"lan1.ipv7\" is not a known key of answers",
            "use \"lan1.ipv4\" if you mean that"),
        RefusedAnswers(
            "hostname = 3", "\"standard input\" line 1: \"hostname\" wants text in quotes, not a number",
            "write hostname = \"...\""),
        RefusedAnswers(
            "lan1.ipv6 = \"fd00::1\"",
            "\"standard input\" line 1: \"lan1.ipv6\" wants a list of texts in quotes, not text",
            "write ipv6 = [\"...\", \"...\"]"),
        RefusedAnswers("profile", "\"fancy\"", "\"fancy\" is not a profile", "use \"interoperable\" or \"documented\""),
        RefusedAnswers("role", "\"secondary\"", "\"secondary\" is not a role", "use \"primary\" or \"application\""),
        RefusedAnswers(
            "certificates.source = \"import\"", "\"certificates.files\" names no file to import",
            "list the files, or use source = \"self-signed\" (line 1 of \"standard input\")"),
        RefusedAnswers(
            "hostname = \"ipo1\"\nlan1.ipv4 = \"192.168.42.1\"\n"
                + "certificates.source = \"import\"\ncertificates.files = [\"server.p12\"]",
            "\"server.p12\" is not there", "check the path"),
        RefusedAnswers("{ \"hostname\": ", "\"standard input\" line 1 is not valid JSON", "write a value"),
    ]
}
