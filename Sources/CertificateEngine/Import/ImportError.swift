/// Why a file that an operator gave was not read. `file` is its name.
public enum ImportError: Error, Hashable, Sendable {
    /// It is encrypted, and no passphrase was given.
    case passphraseNeeded(file: String)
    /// It is whole, but this passphrase does not open it.
    case wrongPassphrase(file: String)
    /// It is encrypted as only OpenSSL's legacy provider reads it (OSSL_PROVIDER-legacy(7)), and that cannot be loaded.
    case oldEncryption(file: String, algorithm: String)
    /// It is encrypted in a way that OpenSSL does not know.
    case unknownEncryption(file: String, algorithm: String)
    /// It holds a private key that is no RSA, RSA-PSS, ECDSA P-256, P-384 or P-521, or Ed25519 key.
    case unusableKey(file: String, algorithm: String)
    /// Its octets are not what they begin as.
    case damaged(file: String, reason: String)
    /// It has no octets.
    case empty(file: String)
    /// There is neither a certificate nor a private key in it.
    case nothing(file: String)
    /// It is a keystore of Java's own kind, which only Java reads.
    case javaKeystore(file: String, type: String)
    /// It holds a PKCS #10 request (RFC 2986), and not the authority's answer to it.
    case requestOnly(file: String)
}
