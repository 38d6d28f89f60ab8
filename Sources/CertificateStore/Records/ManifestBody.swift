public import CertificateModel

/// What the caller says about a generation: when, who, why, and what it holds. The store adds the rest of `Manifest`.
public struct ManifestBody: Codable, Hashable, Sendable {
    /// When the generation was made, RFC 3339.
    public var created: String
    /// The version of the software that made it.
    public var software: String
    /// The command that made it: ignite, import, regenerate, renew.
    public var command: String
    /// Who acted.
    public var `operator`: Operator
    /// Why, in the words of who acted.
    public var reason: String?
    /// What was confirmed before it was written; the store sets it. Nil in what earlier versions wrote.
    public var confirmed: Confirmed?
    /// The profile of the certificates: interoperable or documented; nil where a third party issued them.
    public var profile: String?
    /// The level of checks that an import was held to; nil where the certificates were issued here.
    public var level: String?
    /// The host name the certificates are for.
    public var hostName: HostNameRecord
    /// The server's role: primary or application.
    public var role: String
    /// Everything that was answered, so that the next generation starts from it. No secrets.
    public var answers: JSONValue
    /// The ports that addresses of these answers follow; nil in what earlier versions wrote.
    public var ports: [PortRecord]?
    /// The addresses of these answers that the host had, in what earlier versions wrote.
    public var hostAddresses: [String]?
    /// Whether the clock was plainly wrong, so that the dates are not to be believed.
    public var clockWasWrong: Bool
    /// Whether the clock was synchronised; nil where the kernel did not say, or an earlier version wrote the manifest.
    public var clockWasSynchronized: Bool?
    /// The certificates of the generation.
    public var certificates: [CertificateRecord]

    /// A body from its parts.
    public init(
        created: String, software: String, command: String, operator: Operator, reason: String? = nil, profile: String?,
        level: String? = nil, hostName: HostNameRecord, role: String, answers: JSONValue,
        ports: [PortRecord]? = nil, clockWasWrong: Bool = false, clockWasSynchronized: Bool? = nil,
        certificates: [CertificateRecord]
    ) {
        self.created = created
        self.software = software
        self.command = command
        self.operator = `operator`
        self.reason = reason
        self.profile = profile
        self.level = level
        self.hostName = hostName
        self.role = role
        self.answers = answers
        self.ports = ports
        self.clockWasWrong = clockWasWrong
        self.clockWasSynchronized = clockWasSynchronized
        self.certificates = certificates
    }
}
