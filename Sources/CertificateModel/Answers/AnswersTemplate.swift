extension Answers {
    /// An answers file to start from: every key, its default, and a comment for each. With facts, LAN1 and LAN2 are
    /// filled with what this host has.
    public static func template(facts: HostFacts?, defaults: SiteDefaults = SiteDefaults()) -> String {
        var answers = facts.map { fromHost($0, defaults: defaults) } ?? Answers(naming: defaults.naming)
        answers.profile = defaults.profile ?? .interoperable
        return template(answers)
    }

    /// The same, with the answers that a server was made of.
    public static func template(of server: ServerIdentity, profile: Profile?) -> String {
        template(
            Answers(
                role: server.role, hostName: server.hostName.source == .entered ? server.hostName.value : nil,
                lan1: server.lan1, lan2: server.lan2, names: server.names, naming: server.naming,
                profile: profile ?? .interoperable))
    }

    private static func template(_ answers: Answers) -> String {
        let head = """
            # Answers for "keyturn ignite --answers FILE".
            # Every key but an address of LAN1 may be left out; each has its default here. An empty host name, address or
            # passphrase file means "not given".

            """
        return head
            + AnswersKey.ofAnswers.sections.map { section in
                (section.table.map { "\n# \(tableComment($0))\n[\($0)]\n" } ?? "")
                    + section.keys.map { key in
                        let value = answers.written(key) ?? (key.isList ? "[]" : "\"\"")
                        return "\n# \(comment(key))\n\(key.leaf) = \(value)\n"
                    }.joined()
            }.joined()
    }

    private static func tableComment(_ table: String) -> String {
        switch table {
        case "lan1": "The first LAN port. It needs at least one address."
        case "lan2": "The second LAN port, if it is used."
        case "names": "Names of the identity certificate beyond the host name and the addresses above."
        case "naming": "What the distinguished names and the root's common name are made of."
        default: "Where the certificates come from."
        }
    }

    private static func comment(_ key: AnswersKey) -> String {
        switch key {
        case .role: "What the server is for: \"primary\" or \"application\"."
        case .hostName:
            "The server's name, such as \"ipo1.example.com\". Not given: the name that reverse DNS gives for LAN1,\n"
                + "# then for LAN2, then the MAC address of the first Ethernet port."
        case .profile: "\"interoperable\", or \"documented\": every field exactly as the vendor's page has it."
        case .lan1IPv4, .lan2IPv4: "One IPv4 address, such as \"192.168.42.1\"."
        case .lan1IPv6, .lan2IPv6: "Any number of IPv6 addresses, such as [\"2001:db8::1\"]."
        case .dns: "Further DNS names."
        case .ip: "Further IP addresses, of either version."
        case .sipDomains: "Domains that SIP phones register with; \"sip:example.com\" adds the URI name as well."
        case .email: "Email address (E)."
        case .unit: "Organisational unit (OU), at most 64 characters."
        case .organization: "Organisation (O), at most 64 characters."
        case .locality: "Locality (L), at most 128 characters."
        case .state: "State or province (S), at most 128 characters."
        case .country: "Country (C): the two letters of ISO 3166."
        case .domain: "What the root's common name ends in."
        case .rootPrefix: "What the root's common name starts with."
        case .source: "\"self-signed\": this program issues them. \"import\": a third party did, and they are in files."
        case .files: "The files to import: PKCS#12, PEM, DER or PKCS#7."
        case .passphraseFile: "The file whose first line is the passphrase of the key to import."
        // The site configuration's own.
        case .endpoints, .rollbackIfUnproven, .proofTimeout, .renewAutomatically, .hookTimeout, .generationsKept: ""
        }
    }
}
