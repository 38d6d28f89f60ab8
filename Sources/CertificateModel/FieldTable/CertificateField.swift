/// The rows of the preview table; each table has 17, and two of them share a name on the vendor's page.
public enum CertificateField: String, CaseIterable, Hashable, Sendable {
    case version = "Version"
    case serialNumber = "Serial Number"
    case signatureAlgorithm = "Signature Algorithm"
    case issuer = "Issuer"
    case subject = "Subject"
    case issuedBy = "Issued By"
    case issuedTo = "Issued To"
    case validFrom = "Valid From"
    case validTo = "Valid To"
    case subjectAlternativeNames = "Subject Alternative Name(s)"
    case extendedKeyUsage = "Enhanced Key Usage"
    case basicConstraints = "Basic Constraints"
    case keyUsage = "Key Usage"
    case subjectKeyIdentifier = "Subject Key Identifier"
    case signature = "Subject Key Identifier (signature data)"
    case publicKeyAlgorithm = "Public Key Algorithm"
    case publicKey = "Public Key"

    /// The rows of a certificate of this kind, in the specification's order: a root's and an identity's differ.
    public static func rows(of kind: CertificateKind) -> [CertificateField] {
        let head: [CertificateField] = [
            .version, .serialNumber, .signatureAlgorithm, .issuer, .subject, .issuedBy, .issuedTo, .validFrom, .validTo,
            .subjectAlternativeNames,
        ]
        let usage: [CertificateField] =
            kind == .identity || kind == .other
            ? [.keyUsage, .basicConstraints, .extendedKeyUsage] : [.extendedKeyUsage, .basicConstraints, .keyUsage]
        return head + usage + [.subjectKeyIdentifier, .signature, .publicKeyAlgorithm, .publicKey]
    }
}
