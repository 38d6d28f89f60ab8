import COpenSSL

/// Message digests.
///
/// They are computed by the code of OpenSSL itself, and not by that of a provider: without configuration and without memory
/// of their own, they cannot fail.
public enum Digest {
    /// SHA-256 (FIPS 180-4): 32 octets.
    public static func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        digest(bytes, length: Int(SHA256_DIGEST_LENGTH), COpenSSL_sha256)
    }

    /// SHA-256 of an array's octets: a certificate's fingerprint, for example.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { sha256($0) } }

    /// SHA-1: 20 octets, for key identifiers only (RFC 5280 section 4.2.1.2).
    public static func sha1(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        digest(bytes, length: Int(SHA_DIGEST_LENGTH), COpenSSL_sha1)
    }

    private static func digest(
        _ bytes: UnsafeRawBufferPointer, length: Int,
        _ compute: (UnsafeRawPointer?, Int, UnsafeMutablePointer<UInt8>?) -> Void
    ) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { result, count in
            compute(bytes.baseAddress, bytes.count, result.baseAddress)
            count = length
        }
    }
}
