/// How the encoding of a certificate breaks RFC 5280 in a way that clients refuse, although it can be decoded.
public enum EncodingFault: Hashable, Sendable {
    /// A date is in the wrong one of the two forms of section 4.1.2.5.
    case dateForm(CertificateField)
    /// An extension occurs twice (section 4.2): its name.
    case repeatedExtension(String)
    /// Its two fields for the signature's algorithm differ (section 4.1.1.2).
    case signatureAlgorithms
    /// It has extensions, and is of a version before 3 (section 4.1.2.9).
    case extensionsInVersion(Int)

    /// Whether the level `medium` refuses it. The rest is a warning at each level, since OpenSSL takes it.
    var isRefused: Bool { if case .extensionsInVersion = self { false } else { true } }

    /// The row of the table that it is in; nil where it is in none.
    var field: CertificateField? {
        switch self {
        case .dateForm(let field): field
        case .repeatedExtension: nil
        case .signatureAlgorithms: .signatureAlgorithm
        case .extensionsInVersion: .version
        }
    }

    /// The end of a sentence that begins with the certificate's name.
    var words: String {
        switch self {
        case .dateForm(let field):
            "has \(field.rawValue) in a form that RFC 5280 does not allow there (section 4.1.2.5), and some clients "
                + "(Go, Python) refuse it"
        case .repeatedExtension(let name):
            "has the extension \(VisibleText.quoted(name)) more than once, which clients refuse (RFC 5280 section 4.2)"
        case .signatureAlgorithms:
            "names two signature algorithms, which have to be the same, and clients refuse it (RFC 5280 section 4.1.1.2)"
        case .extensionsInVersion(let version):
            "has extensions, which X.509 version \(version) does not have, and some clients (Go, Python) refuse it"
        }
    }
}
