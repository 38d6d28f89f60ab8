import COpenSSL

/// A private key with its public key, in memory. OpenSSL cleanses it when the last reference is released
/// (EVP_PKEY_free(3)).
public final class PrivateKey: Sendable {
    // Nothing changes an EVP_PKEY after it is made. OpenSSL may then use it on several threads at once
    // (openssl-threads(7)).
    nonisolated(unsafe) let pointer: OpaquePointer  // EVP_PKEY

    /// Takes ownership of an EVP_PKEY.
    init(takingOwnership key: consuming Owned<OpaquePointer>) {
        pointer = key.release()
    }

    deinit { EVP_PKEY_free(pointer) }

    /// A new RSA key of 2048 bits with exponent 65537 (EVP_RSA_gen(3)). This takes a noticeable fraction of a second.
    public static func generateRSA2048() throws(OpenSSLError) -> PrivateKey {
        PrivateKey(
            takingOwnership: try Owned(COpenSSL_rsa_key(2048), "make an RSA key of 2048 bits", free: EVP_PKEY_free))
    }

    /// Reads an unencrypted private key from PEM text. Throws for an encrypted one; OpenSSL does not prompt for a
    /// passphrase.
    public static func reading(pem: SecretBytes) throws(OpenSSLError) -> PrivateKey {
        ERR_clear_error()
        return try pem.withUnsafeBytes { (bytes) throws(OpenSSLError) -> PrivateKey in
            let bio = try MemoryBIO(reading: bytes)
            // Without a callback, OpenSSL would prompt for the passphrase on the terminal.
            let key = PEM_read_bio_PrivateKey(bio.pointer, nil, { _, _, _, _ in -1 }, nil)
            return PrivateKey(takingOwnership: try Owned(key, "read the private key", free: EVP_PKEY_free))
        }
    }

    /// The key as unencrypted PKCS #8 in PEM (RFC 5958, RFC 7468 section 10).
    public func pkcs8PEM() throws(OpenSSLError) -> SecretBytes {
        let bio = try MemoryBIO()
        try check(
            PEM_write_bio_PKCS8PrivateKey(bio.pointer, pointer, nil, nil, 0, nil, nil), "write the private key")
        return bio.withUnsafeBytes { SecretBytes(copying: $0) }
    }

    /// SHA-256 of the SPKI in DER (RFC 5280 section 4.1.2.7). It equals
    /// `CertificateReader.publicKeyDigest(ofCertificate:)` of a certificate for this key.
    public func publicKeyDigest() throws(OpenSSLError) -> [UInt8] {
        Digest.sha256(try DER.encoded("encode the public key") { i2d_PUBKEY(pointer, $0) })
    }

    /// Whether both have the same public key (EVP_PKEY_eq(3)).
    func isSame(as other: PrivateKey) -> Bool {
        defer { ERR_clear_error() }
        return EVP_PKEY_eq(pointer, other.pointer) == 1
    }

    /// Whether the private half matches the public half: its numbers show it, or a signature by the one verifies with the
    /// other (EVP_DigestSign(3)), which takes twenty times as long for an RSA key. Decoding a key does not check this.
    /// EVP_PKEY_pairwise_check(3) does, but looks for primes as well.
    public var isWhole: Bool {
        if hasFittingNumbers { return true }
        defer { ERR_clear_error() }
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        // EdDSA keys have a fixed hash, and accept no other.
        let isEdwards = EVP_PKEY_is_a(pointer, "ED25519") == 1 || EVP_PKEY_is_a(pointer, "ED448") == 1
        let hash = isEdwards ? nil : EVP_sha256()
        let message = Array("keyturn".utf8)
        var count = 0
        guard EVP_DigestSignInit(context, nil, hash, nil, pointer) == 1,
            EVP_DigestSign(context, nil, &count, message, message.count) == 1, (1...65_536).contains(count)
        else { return false }
        var signature = [UInt8](repeating: 0, count: count)
        guard EVP_DigestSign(context, &signature, &count, message, message.count) == 1,
            EVP_MD_CTX_reset(context) == 1, EVP_DigestVerifyInit(context, nil, hash, nil, pointer) == 1
        else { return false }
        return EVP_DigestVerify(context, signature, count, message, message.count) == 1
    }

    /// The algorithm as operators name it: `RSA`, `RSA-PSS`, `ECDSA P-256`, `Ed25519`.
    public var algorithm: String { KeyAlgorithm(of: pointer).name }

    /// Its size in bits: the modulus of an RSA key, the group order of an elliptic curve (EVP_PKEY_get_bits(3)).
    public var bits: Int { Int(EVP_PKEY_get_bits(pointer)) }
}
