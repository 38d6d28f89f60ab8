import COpenSSL

/// A memory BIO (BIO_s_mem(3)), which OpenSSL writes text to or reads text from. OpenSSL cleanses its memory when it
/// grows and when it is freed.
struct MemoryBIO: ~Copyable {
    private let bio: Owned<OpaquePointer>

    /// An empty BIO, to write to.
    init() throws(OpenSSLError) {
        bio = try Owned(BIO_new(BIO_s_mem()), "allocate memory", free: BIO_free_all)
    }

    /// A BIO that reads `bytes` in place. They must outlive it.
    init(reading bytes: UnsafeRawBufferPointer) throws(OpenSSLError) {
        guard let count = Int32(exactly: bytes.count) else {
            throw OpenSSLError("read \(bytes.count) bytes", reasons: ["too long"])
        }
        // BIO_new_mem_buf(3) rejects a null pointer even for zero bytes; an empty BIO does the same.
        bio = try Owned(
            count == 0 ? BIO_new(BIO_s_mem()) : BIO_new_mem_buf(bytes.baseAddress, count), "allocate memory",
            free: BIO_free_all)
    }

    /// The BIO, borrowed.
    var pointer: OpaquePointer { bio.pointer }

    /// Lends what OpenSSL wrote.
    func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var data: UnsafeMutablePointer<CChar>?
        let count = COpenSSL_bio_data(bio.pointer, &data)
        return try body(UnsafeRawBufferPointer(start: data, count: data == nil ? 0 : max(0, count)))
    }
}
