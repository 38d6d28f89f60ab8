/// A purpose of an Extended Key Usage extension (RFC 5280 section 4.2.1.12).
public enum ExtendedKeyUsage: Hashable, Sendable, CustomStringConvertible {
    /// id-kp-serverAuth.
    case serverAuthentication
    /// id-kp-clientAuth.
    case clientAuthentication
    /// Any other purpose, by its object identifier in dotted form.
    case other(String)

    /// id-kp-sipDomain (RFC 5924 section 4): for a SIP domain.
    public static let sipDomain = ExtendedKeyUsage.other("1.3.6.1.5.5.7.3.20")

    /// anyExtendedKeyUsage.
    static let any = ExtendedKeyUsage.other("2.5.29.37.0")

    /// Microsoft's and Netscape's Server Gated Crypto, which OpenSSL takes for a TLS server's purpose as well.
    static let gated: Set = [other("1.3.6.1.4.1.311.10.3.3"), other("2.16.840.1.113730.4.1")]

    /// Whether OpenSSL takes a certificate with it for a TLS server's.
    public var isOfServer: Bool { self == .serverAuthentication || Self.gated.contains(self) }

    /// The name of the purpose, or its object identifier.
    public var description: String {
        switch self {
        case .serverAuthentication: "Server Authentication"
        case .clientAuthentication: "Client Authentication"
        case .sipDomain: "SIP Domain"
        case .other(let identifier): identifier
        }
    }
}
