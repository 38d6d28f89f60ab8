/// What the list shows of an entry.
public struct EntrySummary: Hashable, Sendable {
    /// The subject's common name, else its last attribute, else `(no name)`; clean.
    public let subject: String
    /// The same of the issuer.
    public let issuer: String
    /// Its validity; nil where a date cannot be decoded.
    public let notBefore, notAfter: Timestamp?
    /// Where it came from: a file, a peer, `live/identity.pem`.
    public let source: String
    /// What keeps it from being decoded as a certificate; nil where nothing does.
    public let damage: String?
    /// Its kind; nil where it cannot be decoded.
    public let kind: CertificateKind?
    /// Whether it names itself as its issuer.
    public let isSelfSigned: Bool

    /// A summary of these parts.
    public init(
        subject: String, issuer: String, notBefore: Timestamp?, notAfter: Timestamp?, source: String,
        damage: String? = nil, kind: CertificateKind? = nil, isSelfSigned: Bool = false
    ) {
        self.subject = subject
        self.issuer = issuer
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.source = source
        self.damage = damage
        self.kind = kind
        self.isSelfSigned = isSelfSigned
    }
}
