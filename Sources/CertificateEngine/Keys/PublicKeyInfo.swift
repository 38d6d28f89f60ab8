import COpenSSL

extension PrivateKey {
    /// Whether both have the same public key (EVP_PKEY_eq(3)), and so are the same.
    func isSame(as other: PrivateKey) -> Bool {
        defer { ERR_clear_error() }
        return EVP_PKEY_eq(pointer, other.pointer) == 1
    }

    /// SHA-256 over the DER of its public half's SubjectPublicKeyInfo (RFC 5280 section 4.1).
    func publicKeySHA256() throws(OpenSSLError) -> [UInt8] {
        Digest.sha256(try DER.encoded("encode the public key") { i2d_PUBKEY(pointer, $0) })
    }
}

extension CertificateObject {
    /// SHA-256 over the DER of its SubjectPublicKeyInfo, as it stands in the certificate (RFC 5280 section 4.1).
    func publicKeySHA256() throws(OpenSSLError) -> [UInt8] {
        Digest.sha256(try DER.encoded("encode the public key") { i2d_X509_PUBKEY(X509_get_X509_PUBKEY(pointer), $0) })
    }
}
