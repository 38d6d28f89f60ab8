import COpenSSL

/// Message digests.
public enum Digest {
    /// SHA-256 (FIPS 180-4): 32 octets.
    public static func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        digest(bytes, length: Int(SHA256_DIGEST_LENGTH)) { SHA256($0, $1, $2) }
    }

    /// SHA-256 of an array's octets: a certificate's fingerprint, for example.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { sha256($0) } }

    /// SHA-1: 20 octets, for key identifiers only (RFC 5280 section 4.2.1.2).
    public static func sha1(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        digest(bytes, length: Int(SHA_DIGEST_LENGTH)) { SHA1($0, $1, $2) }
    }

    private static func digest(
        _ bytes: UnsafeRawBufferPointer, length: Int,
        _ compute: (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UInt8>?) -> UnsafeMutablePointer<UInt8>?
    ) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: length)
        let empty: [UInt8] = [0]
        let answer = empty.withUnsafeBufferPointer { nothing in
            // OpenSSL rejects a null pointer, even for zero bytes.
            compute(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nothing.baseAddress, bytes.count, &result)
        }
        // This fails only without memory or without a provider. To continue with a wrong digest would be worse than to
        // stop.
        precondition(answer != nil, "OpenSSL could not compute a message digest")
        return result
    }
}
