/// A purpose of an Extended Key Usage extension (RFC 5280 section 4.2.1.12).
public enum ExtendedKeyUsage: Hashable, Sendable, CustomStringConvertible {
    /// id-kp-serverAuth.
    case serverAuthentication
    /// id-kp-clientAuth.
    case clientAuthentication
    /// Any other purpose, by its object identifier in dotted form.
    case other(String)

    /// anyExtendedKeyUsage.
    static let any = ExtendedKeyUsage.other("2.5.29.37.0")

    /// The name of the purpose, or its object identifier.
    public var description: String {
        switch self {
        case .serverAuthentication: "Server Authentication"
        case .clientAuthentication: "Client Authentication"
        case .other(let identifier): identifier
        }
    }
}
