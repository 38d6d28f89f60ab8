import COpenSSL

/// Wrappers for OpenSSL's `d2i` functions (d2i_X509(3)).
enum Decoded {
    /// A `d2i` function.
    typealias Decoder<Pointer> = (
        UnsafeMutablePointer<Pointer?>?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, Int
    ) -> Pointer?

    /// The object, owned by the caller, and the octets that it took; nil if they do not begin with one.
    static func first<Pointer>(
        _ bytes: UnsafeRawBufferPointer, _ decode: Decoder<Pointer>
    ) -> (pointer: Pointer, count: Int)? {
        guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
        var next: UnsafePointer<UInt8>? = start
        let made = decode(nil, &next, bytes.count)
        ERR_clear_error()
        return made.map { ($0, next.map { $0 - start } ?? 0) }
    }

    /// How many octets the object at the beginning takes; nil if there is none.
    static func count<Pointer>(
        _ bytes: UnsafeRawBufferPointer, _ decode: Decoder<Pointer>, _ free: (Pointer?) -> Void
    ) -> Int? {
        guard let (pointer, count) = first(bytes, decode) else { return nil }
        free(pointer)
        return count > 0 ? count : nil
    }

    /// The object in these octets; the caller owns it. Throws if the octets are no such object, or if more octets follow.
    static func whole<Pointer>(
        _ bytes: UnsafeRawBufferPointer, _ operation: String, _ decode: Decoder<Pointer>,
        _ free: @escaping (Pointer) -> Void
    ) throws(OpenSSLError) -> Pointer {
        ERR_clear_error()
        let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        var next = start
        let object = try Owned(decode(nil, &next, bytes.count), operation, free: free)
        guard let start, let next, next - start == bytes.count else {
            throw OpenSSLError(operation, reasons: ["bytes follow its end"])
        }
        return object.release()
    }

    /// The object in these octets; nil if the octets are no such object, or if more octets follow.
    ///
    /// It makes no error: a reader tries one format after another, and OpenSSL takes longer to word an error than to decode
    /// a certificate.
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
