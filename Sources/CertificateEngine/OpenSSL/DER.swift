import COpenSSL

/// Wrappers for OpenSSL's `i2d` functions, and the header of a DER value.
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

    /// The content octets of a single DER value; nil if it is not one (X.690 section 8.1).
    static func content(of value: [UInt8]) -> ArraySlice<UInt8>? {
        guard value.count >= 2 else { return nil }
        var start = 2
        var length = Int(value[1])
        if length >= 0x80 {
            let octets = length - 0x80
            guard (1...4).contains(octets), value.count >= 2 + octets else { return nil }
            length = value[2..<(2 + octets)].reduce(0) { $0 << 8 | Int($1) }
            start += octets
        }
        return value.count - start == length ? value[start...] : nil
    }
}
