/// One thing that a certificate is checked for; the raw value is its name in JSON.
public enum Check: String, CaseIterable, Hashable, Sendable {
    /// Whether it is valid now.
    case inDate = "in-date"
    /// Whether its key is long enough.
    case keySize = "key-size"
    /// Whether clients accept its serial number; there is a result only where some do not.
    case serialNumber = "serial-number"
    /// Whether it was signed with a hash that clients accept.
    case signatureAlgorithm = "signature-algorithm"
    /// Whether its encoding keeps to RFC 5280; there is a result only where clients refuse it for that.
    case encoding
    /// Whether it leads to a root.
    case chain
    /// Whether it keeps the names that its authorities may sign for (RFC 5280 section 4.2.1.10).
    case nameConstraints = "name-constraints"
    /// Whether it is not an authority itself.
    case endEntity = "end-entity"
    /// Whether it says what its key may be used for, and that fits a server.
    case keyUsage = "key-usage"
    /// Whether its purposes, where it lists some, fit a server.
    case extendedKeyUsage = "extended-key-usage"
    /// Whether every critical extension is known.
    case criticalExtensions = "critical-extensions"
    /// Whether it is not self-signed.
    case selfSigned = "self-signed"
    /// Whether it is not the one that this server has already.
    case reflected
    /// Whether it is in the trusted certificate store itself.
    case trusted
    /// Whether it covers the names and addresses in use.
    case names

    /// The rows of the table that it looks at; none where no row is what it is about.
    var fields: [CertificateField] {
        switch self {
        case .inDate: [.validFrom, .validTo]
        case .keySize: [.publicKey]
        case .serialNumber: [.serialNumber]
        case .signatureAlgorithm: [.signatureAlgorithm]
        case .chain, .nameConstraints, .selfSigned: [.issuer]
        case .endEntity: [.basicConstraints]
        case .keyUsage: [.keyUsage]
        case .extendedKeyUsage: [.extendedKeyUsage]
        case .names: [.subjectAlternativeNames]
        case .encoding, .criticalExtensions, .reflected, .trusted: []
        }
    }
}
