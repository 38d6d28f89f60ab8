/// What an operator answers, by the wizard or by a file.
public struct Answers: Hashable, Sendable {
    /// Where the certificates come from.
    public enum CertificateSource: Hashable, Sendable {
        /// The server issues them.
        case selfSigned
        /// A third party issued them: the files, and a file with their passphrase.
        case imported(files: [String], passphraseFile: String?)
    }

    /// What the server is for.
    public var role: ServerRole
    /// Its host name, if one was entered.
    public var hostName: HostName?
    /// The addresses of LAN1.
    public var lan1: LANPort
    /// The addresses of LAN2.
    public var lan2: LANPort
    /// Names that are added to the identity.
    public var names: AdditionalNames
    /// What the distinguished names are made of.
    public var naming: Naming
    /// The profile, if one was chosen.
    public var profile: Profile?
    /// Where the certificates come from.
    public var source: CertificateSource
    /// What was changed on the way from text to value, a sentence each.
    public var remarks: [String] = []

    /// Answers that were given one by one.
    public init(
        role: ServerRole = .primary, hostName: HostName? = nil, lan1: LANPort = LANPort(), lan2: LANPort = LANPort(),
        names: AdditionalNames = AdditionalNames(), naming: Naming = Naming(), profile: Profile? = nil,
        source: CertificateSource = .selfSigned
    ) {
        self.role = role
        self.hostName = hostName
        self.lan1 = lan1
        self.lan2 = lan2
        self.names = names
        self.naming = naming
        self.profile = profile
        self.source = source
    }

    /// The answers that a document gives; refused at the first that cannot be taken, with its line.
    public init(_ document: AnswersDocument, defaults: SiteDefaults = SiteDefaults()) throws(Refusal) {
        let values = try AnswersValues(document, among: AnswersKey.all)
        var remarks: [String] = []
        func name(_ text: String) throws(Refusal) -> HostName {
            let parsed = try HostName.parse(text)
            if let remark = parsed.remark { remarks.append(remark) }
            return parsed.name
        }
        var naming = defaults.naming
        try values.override(&naming)
        self.init(
            role: try values.value(.role) { text throws(Refusal) in try ServerRole(name: text) } ?? .primary,
            hostName: try values.value(.hostname, name),
            lan1: LANPort(
                ipv4: try values.value(.lan1IPv4, LANPort.ipv4), ipv6: try values.values(.lan1IPv6, LANPort.ipv6)),
            lan2: LANPort(
                ipv4: try values.value(.lan2IPv4, LANPort.ipv4), ipv6: try values.values(.lan2IPv6, LANPort.ipv6)),
            naming: naming,
            profile: try values.value(.profile) { text throws(Refusal) in try Profile(name: text) }
                ?? defaults.profile)
        names.dns = try values.values(.namesDNS, name)
        names.ip = try values.values(.namesIP) { text throws(Refusal) in try IPAddress(text) }
        names.sipDomains = try values.values(.namesSIPDomains) { text throws(Refusal) in try SIPDomain(text) }
        source = try Self.source(values)
        self.remarks = remarks
    }

    /// The answers where nobody gave any: LAN1 and LAN2 are the host's first two Ethernet ports.
    public static func fromHost(_ facts: HostFacts, defaults: SiteDefaults = SiteDefaults()) -> Answers {
        Answers(lan1: facts.lan1, lan2: facts.lan2, naming: defaults.naming, profile: defaults.profile)
    }

    /// Who the server is, with the host name by the three rules.
    ///
    /// - Parameters:
    ///   - lan1Name: what reverse DNS gives for LAN1.
    ///   - lan2Name: what reverse DNS gives for LAN2.
    public func server(facts: HostFacts, lan1Name: HostName?, lan2Name: HostName?) throws(Refusal) -> ServerIdentity {
        guard !lan1.isEmpty else { throw LANPort.lan1Missing }
        let hostName = try ResolvedHostName(entered: hostName, lan1: lan1Name, lan2: lan2Name, mac: facts.mac)
        return ServerIdentity(
            role: role, hostName: hostName, lan1: lan1, lan2: lan2, names: names, naming: naming)
    }

    private static func source(_ values: AnswersValues) throws(Refusal) -> CertificateSource {
        let isImport = try values.value(.certificatesSource) { text throws(Refusal) in
            switch text {
            case "self-signed": return false
            case "import": return true
            default:
                throw Refusal(
                    "\(VisibleText.quoted(text)) is not a source of certificates",
                    hint: "use \"self-signed\" or \"import\"")
            }
        }
        let files = try values.values(.certificatesFiles) { $0 }
        let passphraseFile = try values.value(.certificatesPassphraseFile) { $0 }
        return isImport == true ? .imported(files: files, passphraseFile: passphraseFile) : .selfSigned
    }
}
