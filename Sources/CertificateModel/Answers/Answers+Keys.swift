extension Answers {
    /// The keys of an answers file, in the order in which they are read and written.
    static let keys = keys(accepting: .none)

    /// The same, for an installed server: what it has already is accepted.
    static func keys(accepting accepted: AcceptedValues) -> [SettingsKey<Answers>] {
        keysOfServer(accepting: accepted) + keysOfSource
    }

    /// What an answers file to start from says of each table.
    static let tables = [
        "lan1": "The first LAN port. It needs at least one address.",
        "lan2": "The second LAN port, if it is used.",
        "names": "Names of the identity certificate beyond the host name and the addresses above.",
        "naming": "What the distinguished names and the root's common name are made of.",
        "certificates": "Where the certificates come from.",
    ]

    /// What is answered of the server itself, and stays in the store.
    static func keysOfServer(accepting accepted: AcceptedValues) -> [SettingsKey<Answers>] {
        let hostName: @Sendable (String) throws(Refusal) -> HostName = { text throws(Refusal) in
            try HostName(text, accepting: accepted)
        }
        return [
            .text(
                "role", "What the server is for: \"primary\" or \"application\".", parse: ServerRole.init(name:),
                set: { $0.role = $1 }, value: \.role.rawValue),
            .text(
                "hostname",
                """
                The server's name, such as "ipo1.example.com". Not given: the name that reverse DNS gives for LAN1,
                then for LAN2, then the MAC address of the first Ethernet port.
                """, mayBeEmpty: true, parse: hostName, remark: HostName.remark,
                set: { $0.hostName = $1 }, value: \.hostName?.text),
            .profile(\.profile),
        ] + keys(of: "lan1", \.lan1, \.lan1Port, accepted) + keys(of: "lan2", \.lan2, \.lan2Port, accepted) + [
            .list(
                "names.dns", "Further DNS names.", parse: hostName, remark: HostName.remark,
                set: { $0.names.dns = $1 }, value: { $0.names.dns.map(\.text) }),
            .list(
                "names.ip", "Further IP addresses, of either version.", parse: IPAddress.init(_:),
                set: { $0.names.ip = $1 }, value: { $0.names.ip.map(\.description) }),
            .list(
                "names.sip-domains",
                "Domains that SIP phones register with; \"sip:example.com\" adds the URI name as well.",
                parse: { text throws(Refusal) in try SIPDomain(text, accepting: accepted) }, remark: SIPDomain.remark,
                set: { $0.names.sipDomains = $1 }, value: { $0.names.sipDomains.map(\.description) }),
        ] + Naming.Part.allCases.map { .naming($0, \.naming, accepting: accepted) }
    }

    private static func keys(
        of table: String, _ port: any WritableKeyPath<Answers, LANPort?> & Sendable,
        _ choice: any WritableKeyPath<Answers, PortChoice?> & Sendable, _ accepted: AcceptedValues
    ) -> [SettingsKey<Answers>] {
        [
            .text(
                "\(table).port",
                """
                The port of this host, such as "eno1": its addresses, also those that it gets later. "auto": the port that
                the wizard offers, unless addresses are given.
                """, mayBeEmpty: true, parse: PortChoice.init(_:), set: { $0[keyPath: choice] = $1 },
                value: { $0[keyPath: choice]?.description }),
            .text(
                "\(table).ipv4", "One IPv4 address, such as \"192.168.42.1\".", mayBeEmpty: true,
                parse: { text throws(Refusal) in try LANPort.ipv4(text, accepting: accepted) },
                set: { $0[keyPath: port] = LANPort(ipv4: $1, ipv6: $0[keyPath: port]?.ipv6 ?? []) },
                value: { $0[keyPath: port]?.ipv4?.description }),
            .list(
                "\(table).ipv6", "Any number of IPv6 addresses, such as [\"2001:db8::1\"].",
                parse: { text throws(Refusal) in try LANPort.ipv6(text, accepting: accepted) },
                set: { $0[keyPath: port] = LANPort(ipv4: $0[keyPath: port]?.ipv4, ipv6: $1) },
                value: { $0[keyPath: port]?.ipv6.map(\.description) ?? [] }),
        ]
    }

    /// The source stands first: whether there are files to name depends on it.
    private static let keysOfSource: [SettingsKey<Answers>] = [
        keyOfSource,
        .list(
            "certificates.files", "The files to import: PKCS #12, PEM, DER or PKCS #7.",
            parse: CertificateSource.fileName,
            set: { (answers, files) throws(Refusal) in
                guard case .imported(_, let passphraseFile) = answers.source else {
                    throw unread("files", answers.source)
                }
                answers.source = .imported(files: files, passphraseFile: passphraseFile)
            }, value: \.source.files),
        .text(
            "certificates.passphrase-file", "The file whose first line is the passphrase of the key to import.",
            mayBeEmpty: true, parse: CertificateSource.fileName,
            set: { (answers, file) throws(Refusal) in
                guard case .imported(let files, _) = answers.source else {
                    throw unread("passphrase-file", answers.source)
                }
                answers.source = .imported(files: files, passphraseFile: file)
            }, value: \.source.passphraseFile),
    ]

    /// Where the certificates come from.
    static let keyOfSource = SettingsKey<Answers>.text(
        "certificates.source",
        "\"self-signed\": this program issues them. \"import\": a third party issued them, and they are in files.",
        parse: CertificateSource.init(name:), set: { $0.source = $1 }, value: \.source.name)

    /// Refused, because an operator who names a file expects that it is read.
    private static func unread(_ leaf: String, _ source: CertificateSource) -> Refusal {
        Refusal(
            "\"certificates.\(leaf)\" is given, and \"\(source.name)\" certificates are not read from files",
            hint: "use source = \"import\", or leave \(leaf) empty")
    }
}

extension SettingsKey {
    /// Which reading of the specification to follow.
    static func profile(_ profile: any WritableKeyPath<Settings, Profile?> & Sendable) -> Self {
        .text(
            "profile", "\"interoperable\", or \"documented\": every field as on Avaya's page.",
            parse: Profile.init(name:), set: { $0[keyPath: profile] = $1 },
            value: { $0[keyPath: profile]?.rawValue })
    }

    /// A part of the naming.
    static func naming(
        _ part: Naming.Part, _ naming: any WritableKeyPath<Settings, Naming> & Sendable,
        accepting accepted: AcceptedValues = .none
    ) -> Self {
        let comment =
            switch part {
            case .email: "Email address (E); empty: not in the names."
            case .unit: "Organisational unit (OU), at most 64 characters; empty: not in the names."
            case .organization: "Organisation (O), at most 64 characters."
            case .locality: "Locality (L), at most 128 characters; empty: not in the names."
            case .state: "State or province (S), at most 128 characters; empty: not in the names."
            case .country: "Country (C): the two letters of ISO 3166."
            case .domain: "What the root's common name ends in."
            case .rootPrefix: "What the root's common name starts with."
            }
        return .text(
            "naming.\(part.rawValue)", comment, parse: { $0 },
            remark: { part == .domain ? HostName.remark($0) : nil },
            set: { (settings, text) throws(Refusal) in
                try settings[keyPath: naming].set(part, to: text, accepting: accepted)
            },
            value: { $0[keyPath: naming][part] })
    }
}

extension HostName {
    fileprivate static func remark(_ text: String) -> String? { (try? parse(text))?.remark }
}

extension SIPDomain {
    fileprivate static func remark(_ text: String) -> String? { (try? parse(text))?.remark }
}
