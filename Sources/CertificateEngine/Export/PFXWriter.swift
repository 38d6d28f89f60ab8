import COpenSSL

/// Writes PKCS #12 (RFC 7292): a private key, its certificate, and those that signed it.
public struct PFXWriter {
    /// How a file is encrypted, and made safe against changes.
    public enum Scheme: Sendable {
        /// PBES2 with AES-256-CBC and PBKDF2 (RFC 8018), and a MAC of SHA-256.
        case modern
        /// `pbeWithSHAAnd3-KeyTripleDES-CBC` (RFC 7292 appendix C) and a MAC of SHA-1: what programs read that know nothing
        /// newer. The default provider of OpenSSL has both.
        case legacy

        fileprivate var encryption: Int32 {
            self == .modern ? NID_aes_256_cbc : NID_pbe_WithSHA1And3_Key_TripleDES_CBC
        }

        fileprivate var digest: OpaquePointer? { self == .modern ? EVP_sha256() : EVP_sha1() }

        /// How often a passphrase is hashed, for each of the two encryptions and for the MAC. Old appliances are slow, and
        /// some refuse more than OpenSSL's default.
        fileprivate var rounds: Int32 { self == .modern ? 100_000 : PKCS12_DEFAULT_ITER }
    }

    private let scheme: Scheme

    /// A writer of this kind of file.
    public init(_ scheme: Scheme) { self.scheme = scheme }

    /// The file with a key and its certificates, the key's own first. `name` is what programs list it under.
    ///
    /// Throws if the key is not that of the first certificate.
    public func write(
        _ key: PrivateKey, certificates: [[UInt8]], name: String, passphrase: NewPassphrase
    ) throws(OpenSSLError) -> SecretBytes {
        let operation = "write the PKCS #12 file"
        ERR_clear_error()
        let all = try certificates.map { (der) throws(OpenSSLError) in try CertificateObject(der: der) }
        let others = try CertificateObject.stack(of: all.dropFirst(), operation)
        return try passphrase.withText { (text) throws(OpenSSLError) in
            let made = PKCS12_create(
                text, name, key.pointer, all.first?.pointer, others.pointer, scheme.encryption, scheme.encryption,
                scheme.rounds, Self.withoutMAC, 0)
            let file = try Owned(made, operation, free: PKCS12_free)
            // A MAC of its own: the digest that PKCS12_create(3) takes depends on the version of OpenSSL.
            try check(PKCS12_set_mac(file.pointer, text, -1, nil, 0, scheme.rounds, scheme.digest), operation)
            let output = try MemoryBIO()
            try check(i2d_PKCS12_bio(output.pointer, file.pointer), operation)
            return output.withUnsafeBytes { SecretBytes(copying: $0) }
        }
    }

    /// PKCS12_create(3): the number of rounds that means no MAC.
    private static let withoutMAC: Int32 = -1
}
