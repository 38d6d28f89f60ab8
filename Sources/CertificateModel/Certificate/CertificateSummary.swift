/// What a list says of a certificate: enough to find it among thousands.
public struct CertificateSummary: Hashable, Sendable {
    /// The subject's common name, else its last attribute, else nothing; as it stands in the certificate.
    public let subject: String
    /// The same of the issuer.
    public let issuer: String
    /// Its validity; nil where a date cannot be decoded.
    public let notBefore, notAfter: Timestamp?
    /// Why it cannot be decoded as a certificate; nil where it can.
    public let damage: String?
    /// Whether its Basic Constraints let it sign certificates.
    public let isAuthority: Bool
    /// Whether it names itself as its issuer: by the name, and by the key identifiers where it has both (RFC 5280 section
    /// 3.2). The signature is not checked.
    public let isSelfSigned: Bool

    /// A summary of these parts.
    public init(
        subject: String, issuer: String, notBefore: Timestamp?, notAfter: Timestamp?, damage: String? = nil,
        isAuthority: Bool = false, isSelfSigned: Bool = false
    ) {
        self.subject = subject
        self.issuer = issuer
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.damage = damage
        self.isAuthority = isAuthority
        self.isSelfSigned = isSelfSigned
    }
}
