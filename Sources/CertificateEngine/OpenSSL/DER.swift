import COpenSSL

/// Wrappers for OpenSSL's `i2d` functions.
enum DER {
    /// The output of an `i2d` function (d2i_X509(3)): the first call gives the length, the second the octets.
    static func encoded(
        _ operation: @autoclosure () -> String,
        _ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
    ) throws(OpenSSLError) -> [UInt8] {
        let count = encode(nil)
        try check(count, operation())
        var octets = [UInt8](repeating: 0, count: Int(count))
        let written = octets.withUnsafeMutableBufferPointer { buffer in
            var next = buffer.baseAddress
            return encode(&next)
        }
        guard written == count else { throw OpenSSLError(operation()) }
        return octets
    }
}
