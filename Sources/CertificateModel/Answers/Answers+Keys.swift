extension Answers {
    /// The keys of an answers file, in the order in which they are read and written.
    static let keys = keysOfServer + keysOfSource

    /// What an answers file to start from says of each table.
    static let tables = [
        "lan1": "The first LAN port. It needs at least one address.",
        "lan2": "The second LAN port, if it is used.",
        "names": "Names of the identity certificate beyond the host name and the addresses above.",
        "naming": "What the distinguished names and the root's common name are made of.",
        "certificates": "Where the certificates come from.",
    ]

    /// What is answered of the server itself, and stays in the store.
    static let keysOfServer: [SettingsKey<Answers>] =
        [
            .text(
                "role", "What the server is for: \"primary\" or \"application\".", parse: ServerRole.init(name:),
                set: { $0.role = $1 }, value: \.role.rawValue),
            .text(
                "hostname",
                """
                The server's name, such as "ipo1.example.com". Not given: the name that reverse DNS gives for LAN1,
                then for LAN2, then the MAC address of the first Ethernet port.
                """, mayBeEmpty: true, parse: HostName.init(_:), remark: HostName.remark,
                set: { $0.hostName = $1 }, value: \.hostName?.text),
            .profile(\.profile),
        ] + keys(of: "lan1", \.lan1) + keys(of: "lan2", \.lan2) + [
            .list(
                "names.dns", "Further DNS names.", parse: HostName.init(_:), remark: HostName.remark,
                set: { $0.names.dns = $1 }, value: { $0.names.dns.map(\.text) }),
            .list(
                "names.ip", "Further IP addresses, of either version.", parse: IPAddress.init(_:),
                set: { $0.names.ip = $1 }, value: { $0.names.ip.map(\.description) }),
            .list(
                "names.sip-domains",
                "Domains that SIP phones register with; \"sip:example.com\" adds the URI name as well.",
                parse: SIPDomain.init(_:), remark: SIPDomain.remark,
                set: { $0.names.sipDomains = $1 }, value: { $0.names.sipDomains.map(\.description) }),
        ] + Naming.Part.allCases.map { .naming($0, \.naming) }

    private static func keys(
        of table: String, _ port: any WritableKeyPath<Answers, LANPort?> & Sendable
    ) -> [SettingsKey<Answers>] {
        [
            .text(
                "\(table).ipv4", "One IPv4 address, such as \"192.168.42.1\".", mayBeEmpty: true, parse: LANPort.ipv4,
                set: { $0[keyPath: port] = LANPort(ipv4: $1, ipv6: $0[keyPath: port]?.ipv6 ?? []) },
                value: { $0[keyPath: port]?.ipv4?.description }),
            .list(
                "\(table).ipv6", "Any number of IPv6 addresses, such as [\"2001:db8::1\"].", parse: LANPort.ipv6,
                set: { $0[keyPath: port] = LANPort(ipv4: $0[keyPath: port]?.ipv4, ipv6: $1) },
                value: { $0[keyPath: port]?.ipv6.map(\.description) ?? [] }),
        ]
    }

    /// The source stands first: whether there are files to name depends on it.
    private static let keysOfSource: [SettingsKey<Answers>] = [
        keyOfSource,
        .list(
            "certificates.files", "The files to import: PKCS#12, PEM, DER or PKCS#7.",
            parse: CertificateSource.fileName,
            set: { (answers, files) throws(Refusal) in
                guard case .imported(_, let passphraseFile) = answers.source else { throw unread("files") }
                answers.source = .imported(files: files, passphraseFile: passphraseFile)
            }, value: \.source.files),
        .text(
            "certificates.passphrase-file", "The file whose first line is the passphrase of the key to import.",
            mayBeEmpty: true, parse: CertificateSource.fileName,
            set: { (answers, file) throws(Refusal) in
                guard case .imported(let files, _) = answers.source else { throw unread("passphrase-file") }
                answers.source = .imported(files: files, passphraseFile: file)
            }, value: \.source.passphraseFile),
    ]

    /// Where the certificates come from.
    static let keyOfSource = SettingsKey<Answers>.text(
        "certificates.source",
        "\"self-signed\": this program issues them. \"import\": a third party issued them, and they are in files.",
        parse: CertificateSource.init(name:), set: { $0.source = $1 }, value: \.source.name)

    /// Refused, because an operator who names a file expects that it is read.
    private static func unread(_ leaf: String) -> Refusal {
        Refusal(
            "\"certificates.\(leaf)\" is given, and \"self-signed\" certificates are not read from files",
            hint: "use source = \"import\", or leave \(leaf) empty")
    }
}

extension SettingsKey {
    /// Which reading of the specification to follow.
    static func profile(_ profile: any WritableKeyPath<Settings, Profile?> & Sendable) -> Self {
        .text(
            "profile", "\"interoperable\", or \"documented\": every field exactly as the vendor's page has it.",
            parse: Profile.init(name:), set: { $0[keyPath: profile] = $1 },
            value: { $0[keyPath: profile]?.rawValue })
    }

    /// A part of the naming.
    static func naming(_ part: Naming.Part, _ naming: any WritableKeyPath<Settings, Naming> & Sendable) -> Self {
        let comment =
            switch part {
            case .email: "Email address (E)."
            case .unit: "Organisational unit (OU), at most 64 characters."
            case .organization: "Organisation (O), at most 64 characters."
            case .locality: "Locality (L), at most 128 characters."
            case .state: "State or province (S), at most 128 characters."
            case .country: "Country (C): the two letters of ISO 3166."
            case .domain: "What the root's common name ends in."
            case .rootPrefix: "What the root's common name starts with."
            }
        return .text(
            "naming.\(part.rawValue)", comment, parse: { $0 },
            remark: { part == .domain ? HostName.remark($0) : nil },
            set: { (settings, text) throws(Refusal) in try settings[keyPath: naming].set(part, to: text) },
            value: { $0[keyPath: naming][part] })
    }
}

extension HostName {
    fileprivate static func remark(_ text: String) -> String? { (try? parse(text))?.remark }
}

extension SIPDomain {
    fileprivate static func remark(_ text: String) -> String? { (try? parse(text))?.remark }
}
