/// Why a file that the operator named was not read. `file` is its name.
public enum ImportError: Error, Hashable, Sendable {
    /// It is encrypted, and no passphrase was given.
    case passphraseNeeded(file: String)
    /// It is not damaged, but the passphrase is wrong.
    case wrongPassphrase(file: String)
    /// Its encryption needs OpenSSL's legacy provider (OSSL_PROVIDER-legacy(7)), which cannot be loaded.
    case oldEncryption(file: String, algorithm: String)
    /// OpenSSL does not know its encryption.
    case unknownEncryption(file: String, algorithm: String)
    /// Its private key is not RSA, RSA-PSS, ECDSA P-256, P-384, P-521 or Ed25519.
    case unusableKey(file: String, algorithm: String)
    /// Its private key is in a container of OpenSSH or PuTTY.
    case foreignKey(file: String, container: KeyContainer)
    /// It begins like a known format, and breaks off or is invalid.
    case damaged(file: String, reason: String)
    /// It is empty.
    case empty(file: String)
    /// It has neither a certificate nor a private key.
    case nothing(file: String)
    /// It is a Java keystore (JKS, JCEKS), which only Java reads.
    case javaKeystore(file: String, type: String)
    /// It is a CSR (PKCS #10, RFC 2986), and not the certificate that answers it.
    case requestOnly(file: String)
}
