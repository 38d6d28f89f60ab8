/// What a certificate is in its chain.
public enum CertificateKind: String, Hashable, Sendable {
    /// The self-signed certificate at the end of a chain.
    case root
    /// The certificate that the server serves to its clients.
    case identity
    /// A certificate between the identity and the root.
    case intermediate
    /// Anything else.
    case other

    /// What a table of such a certificate is called.
    public var title: String {
        self == .root ? "Root CA certificate" : "\(rawValue.prefix(1).uppercased())\(rawValue.dropFirst()) certificate"
    }
}
