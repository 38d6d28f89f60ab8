import COpenSSL

extension CertificateObject {
    /// SHA-1 of the octets of the public key's bit string (RFC 5280 section 4.2.1.2, method 1).
    func publicKeyDigest() throws(OpenSSLError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        try check(X509_pubkey_digest(pointer, EVP_sha1(), &digest, &count), "compute the key's identifier")
        return Array(digest.prefix(Int(count)))
    }

    /// The identifier that what this certificate signs refers to: the one that it carries (RFC 5280 section 4.2.1.1), or
    /// the computed one where it carries none.
    func keyIdentifier() throws(OpenSSLError) -> [UInt8] {
        guard let carried = X509_get0_subject_key_id(pointer) else { return try publicKeyDigest() }
        return ASN1Strings.octets(carried)
    }

    /// Whether the key is the one whose public half the certificate holds (X509_check_private_key(3)).
    func matches(_ key: PrivateKey) -> Bool {
        defer { ERR_clear_error() }
        return X509_check_private_key(pointer, key.pointer) == 1
    }
}
