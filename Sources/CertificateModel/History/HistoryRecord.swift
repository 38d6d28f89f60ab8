/// What the manifest of a generation says of it: when, who, why, and what it holds. Texts are as they were read.
public struct HistoryRecord: Hashable, Sendable {
    /// One of its certificates.
    public struct Certificate: Hashable, Sendable {
        /// What it is for, as the manifest names it: `root`, `identity`.
        public let kind: String
        /// Its subject, on one line.
        public let subject: String
        /// The serial number and the SHA-256 fingerprint, as hexadecimal digits.
        public let serial, sha256: String
        /// Its validity, RFC 3339.
        public let notBefore, notAfter: String

        /// A certificate of these parts.
        public init(
            kind: String, subject: String, serial: String, sha256: String, notBefore: String, notAfter: String
        ) {
            self.kind = kind
            self.subject = subject
            self.serial = serial
            self.sha256 = sha256
            self.notBefore = notBefore
            self.notAfter = notAfter
        }
    }

    /// When it was made, RFC 3339.
    public var created: String
    /// Who made it.
    public var `operator`: Operator
    /// The command that made it.
    public var command: String
    /// Why it was made; nil where no reason was given.
    public var reason: String?
    /// The profile of what was issued here; nil where a third party issued it.
    public var profile: String?
    /// The level of checks that an import was held to.
    public var level: String?
    /// What the server was called.
    public var hostName: String
    /// The names of the identity.
    public var names: [GeneralName]
    /// Where they come from, in the same order.
    public var origins: [NameOrigin]
    /// The certificates.
    public var certificates: [Certificate]

    /// A record of these parts.
    public init(
        created: String, operator: Operator, command: String, reason: String? = nil, profile: String? = nil,
        level: String? = nil, hostName: String, names: [GeneralName], origins: [NameOrigin] = [],
        certificates: [Certificate]
    ) {
        self.created = created
        self.operator = `operator`
        self.command = command
        self.reason = reason
        self.profile = profile
        self.level = level
        self.hostName = hostName
        self.names = names
        self.origins = origins
        self.certificates = certificates
    }

    /// The identity, which every generation has.
    public var identity: Certificate? { certificates.first { $0.kind == CertificateKind.identity.rawValue } }

    /// The names, each with what it follows where it follows the host.
    public var namesWithOrigins: [(name: GeneralName, follows: String?)] {
        names.enumerated().map { ($0.element, origins.indices.contains($0.offset) ? origins[$0.offset].followed : nil) }
    }
}
