import COpenSSL

/// The digests that identify a certificate and its key.
public struct CertificateFingerprints: Hashable, Sendable {
    /// SHA-256 of the certificate's DER: 32 octets.
    public let sha256: [UInt8]
    /// SHA-1 of the certificate's DER, 20 octets. Other programs still show it; it is not used for trust.
    public let sha1: [UInt8]
    /// The SPKI pin of its key (RFC 7469 section 2.4): SHA-256 of the SPKI as encoded, in Base64.
    public let publicKeyPin: String

    init(certificate: [UInt8], publicKeyInfo: [UInt8]) {
        sha256 = Digest.sha256(certificate)
        sha1 = certificate.withUnsafeBytes { Digest.sha1($0) }
        let digest = Digest.sha256(publicKeyInfo)
        // EVP_EncodeBlock(3) appends a NUL.
        var text = [UInt8](repeating: 0, count: (digest.count + 2) / 3 * 4 + 1)
        let count = EVP_EncodeBlock(&text, digest, Int32(digest.count))
        publicKeyPin = String(decoding: text.prefix(max(0, Int(count))), as: UTF8.self)
    }
}
