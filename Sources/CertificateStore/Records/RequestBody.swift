public import CertificateModel

/// What the caller says about a signing request: when, who, and what was asked for. The store adds the number and the files.
public struct RequestBody: Codable, Hashable, Sendable {
    /// When the request was made, RFC 3339.
    public var created: String
    /// The version of the software that made it.
    public var software: String
    /// Who acted.
    public var `operator`: Operator
    /// The subject as one line of text.
    public var subject: String
    /// The subject alternative names that were asked for, as text.
    public var names: [String]
    /// The SHA-256 digest of the SubjectPublicKeyInfo (RFC 5280 §4.1), lower-case hexadecimal: what a certificate that
    /// answers the request has in common with it.
    public var publicKeySHA256: String
    /// The host name that was asked for.
    public var hostName: HostNameRecord
    /// The server's role: primary or application.
    public var role: String
    /// Everything that was answered, so that the import starts from it. No secrets.
    public var answers: JSONValue
    /// The ports that addresses of these answers follow; nil in what earlier versions wrote.
    public var ports: [PortRecord]?

    /// A body from its parts.
    public init(
        created: String, software: String, operator: Operator, subject: String, names: [String],
        publicKeySHA256: String, hostName: HostNameRecord, role: String, answers: JSONValue,
        ports: [PortRecord]? = nil
    ) {
        self.created = created
        self.software = software
        self.operator = `operator`
        self.subject = subject
        self.names = names
        self.publicKeySHA256 = publicKeySHA256
        self.hostName = hostName
        self.role = role
        self.answers = answers
        self.ports = ports
    }
}
