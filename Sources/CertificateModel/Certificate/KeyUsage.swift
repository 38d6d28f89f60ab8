/// The uses of a key that a Key Usage extension lists (RFC 5280 section 4.2.1.3). A raw value's bit `n` is the extension's
/// bit `n`.
public struct KeyUsage: OptionSet, Hashable, Sendable, CustomStringConvertible {
    /// The bits.
    public let rawValue: UInt16
    /// The uses with these bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Signatures other than on certificates and revocation lists.
    public static let digitalSignature = KeyUsage(rawValue: 1 << 0)
    /// Encrypting the keys of an RSA key exchange.
    public static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
    /// Agreeing on keys by a Diffie-Hellman key in the certificate.
    public static let keyAgreement = KeyUsage(rawValue: 1 << 4)
    /// Signing certificates.
    public static let certificateSigning = KeyUsage(rawValue: 1 << 5)
    /// Signing revocation lists.
    public static let crlSigning = KeyUsage(rawValue: 1 << 6)

    /// Those of which OpenSSL wants one in a TLS server's certificate.
    static let ofServer: KeyUsage = [.digitalSignature, .keyEncipherment, .keyAgreement]

    /// The names of the bits, from bit 0.
    private static let words = [
        "Digital Signature", "Non-Repudiation", "Key Encipherment", "Data Encipherment", "Key Agreement",
        "Certificate Signing", "CRL Signing", "Encipher Only", "Decipher Only",
    ]

    /// The names of the uses, in the order of the bits.
    public var description: String { names.joined(separator: ", ") }

    /// The same, one by one.
    public var names: [String] {
        Self.words.enumerated().filter { rawValue & (1 << UInt16($0.offset)) != 0 }.map(\.element)
    }
}
