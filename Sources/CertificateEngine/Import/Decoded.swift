import COpenSSL

/// What OpenSSL's `d2i` functions make of octets (d2i_X509(3)).
enum Decoded {
    /// A `d2i` function.
    typealias Decoder<Pointer> = (
        UnsafeMutablePointer<Pointer?>?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, Int
    ) -> Pointer?

    /// The object, for the caller to own, and how many octets it took; nil where they do not begin with one.
    static func first<Pointer>(
        _ bytes: UnsafeRawBufferPointer, _ decode: Decoder<Pointer>
    ) -> (pointer: Pointer, count: Int)? {
        guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
        var next: UnsafePointer<UInt8>? = start
        let made = decode(nil, &next, bytes.count)
        ERR_clear_error()
        return made.map { ($0, next.map { $0 - start } ?? 0) }
    }

    /// How many octets the object takes that they begin with; nil where there is none.
    static func count<Pointer>(
        _ bytes: UnsafeRawBufferPointer, _ decode: Decoder<Pointer>, _ free: (Pointer?) -> Void
    ) -> Int? {
        guard let (pointer, count) = first(bytes, decode) else { return nil }
        free(pointer)
        return count > 0 ? count : nil
    }

    /// The object that takes all the octets; nil where there is none, or more behind it.
    static func whole<Pointer>(
        _ bytes: UnsafeRawBufferPointer, _ decode: Decoder<Pointer>, _ free: @escaping (Pointer) -> Void
    ) -> Owned<Pointer>? {
        guard let (pointer, count) = first(bytes, decode) else { return nil }
        guard count == bytes.count else {
            free(pointer)
            return nil
        }
        return try? Owned(pointer, "decode", free: free)
    }
}
