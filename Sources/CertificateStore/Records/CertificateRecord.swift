/// What a manifest says about one certificate of its generation.
public struct CertificateRecord: Codable, Hashable, Sendable {
    /// What the certificate is for: root, identity, intermediate or other.
    public var kind: String
    /// The serial number: big-endian hexadecimal digits.
    public var serial: String
    /// The SHA-256 digest of the DER, hexadecimal.
    public var sha256: String
    /// Valid From, RFC 3339.
    public var notBefore: String
    /// Valid To, RFC 3339.
    public var notAfter: String
    /// The subject as one line of text.
    public var subject: String
    /// The root under which the serial was used, as the serial counters name it; nil where a third party signed.
    public var issuingRoot: String?

    /// A record of one certificate.
    public init(
        kind: String, serial: String, sha256: String, notBefore: String, notAfter: String, subject: String,
        issuingRoot: String? = nil
    ) {
        self.kind = kind
        self.serial = serial
        self.sha256 = sha256
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.subject = subject
        self.issuingRoot = issuingRoot
    }
}
