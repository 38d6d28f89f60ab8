import COpenSSL

extension CertificateObject {
    /// SHA-1 of the content of the public key's BIT STRING (RFC 5280 section 4.2.1.2, method 1).
    func publicKeyDigest() throws(OpenSSLError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        try check(X509_pubkey_digest(pointer, EVP_sha1(), &digest, &count), "compute the key's identifier")
        return Array(digest.prefix(Int(count)))
    }

    /// The AKI of certificates that this one issues: its SKI (RFC 5280 section 4.2.1.1), or the computed identifier if
    /// it has no SKI.
    func keyIdentifier() throws(OpenSSLError) -> [UInt8] {
        guard let carried = X509_get0_subject_key_id(pointer) else { return try publicKeyDigest() }
        return ASN1Strings.octets(carried)
    }

    /// Whether the certificate is for this private key (X509_check_private_key(3)).
    func matches(_ key: PrivateKey) -> Bool {
        defer { ERR_clear_error() }
        return X509_check_private_key(pointer, key.pointer) == 1
    }
}
