/// Names that the operator adds to those that follow from the host name and the addresses.
public struct AdditionalNames: Hashable, Sendable {
    /// Further DNS names.
    public var dns: [HostName] = []
    /// SIP domains.
    public var sipDomains: [SIPDomain] = []
    /// Further addresses.
    public var ip: [IPAddress] = []

    /// No further names.
    public init() {}
}

/// Who the server is: everything that its certificates say of it.
public struct ServerIdentity: Hashable, Sendable {
    /// What it is for.
    public var role: ServerRole
    /// Its host name.
    public var hostName: ResolvedHostName
    /// The addresses of LAN1.
    public var lan1: LANPort
    /// The addresses of LAN2.
    public var lan2: LANPort
    /// What the operator adds.
    public var names: AdditionalNames
    /// What the distinguished names are made of.
    public var naming: Naming
    /// The ports that its addresses follow; the other addresses were given.
    public var followedPorts: [FollowedPort]

    /// An identity of these parts.
    public init(
        role: ServerRole = .primary, hostName: ResolvedHostName, lan1: LANPort, lan2: LANPort = LANPort(),
        names: AdditionalNames = AdditionalNames(), naming: Naming = Naming(), followedPorts: [FollowedPort] = []
    ) {
        self.role = role
        self.hostName = hostName
        self.lan1 = lan1
        self.lan2 = lan2
        self.names = names
        self.naming = naming
        self.followedPorts = followedPorts
    }

    /// A name of this server's naming, in the order of its encoding.
    func distinguishedName(commonName: String) -> DistinguishedName {
        let attributes: [(AttributeType, String)] = [
            (.country, naming[.country]), (.state, naming[.state]), (.locality, naming[.locality]),
            (.organization, naming[.organization]), (.organizationalUnit, naming[.unit]), (.commonName, commonName),
            (.emailAddress, naming[.email]),
        ]
        return DistinguishedName(attributes.filter { !$0.1.isEmpty }.map { .init($0.0, $0.1) })
    }

    /// Every address: those of LAN1 and LAN2, then what the operator adds.
    public var addresses: [IPAddress] { lan1.addresses + lan2.addresses + names.ip }

    /// The identity certificate's names: the host name, the addresses of LAN1 and LAN2, then what the operator adds,
    /// without duplicates.
    public var subjectAlternativeNames: [GeneralName] {
        Self.subjectAlternativeNames(hostName: hostName.value, lan1: lan1, lan2: lan2, names: names)
    }

    /// The same, for answers that may still lack a host name.
    public static func subjectAlternativeNames(
        hostName: HostName?, lan1: LANPort, lan2: LANPort, names: AdditionalNames
    ) -> [GeneralName] {
        var all: [GeneralName] = []
        if let hostName { all.append(.dns(hostName.text)) }
        all += (lan1.addresses + lan2.addresses).map { .ip($0) }
        all += names.dns.map { .dns($0.text) }
        for sip in names.sipDomains {
            all.append(.dns(sip.domain.text))
            if sip.hasURI { all.append(.uri("sip:\(sip.domain)")) }
        }
        all += names.ip.map { .ip($0) }
        var seen: Set<GeneralName> = []
        return all.filter { seen.insert($0).inserted }
    }
}
