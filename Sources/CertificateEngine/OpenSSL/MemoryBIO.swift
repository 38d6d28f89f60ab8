import COpenSSL

/// A memory BIO (BIO_s_mem(3)): where OpenSSL writes text to or reads it from. OpenSSL cleanses what it wrote there when
/// it grows the memory and when it frees it.
struct MemoryBIO: ~Copyable {
    private let bio: Owned<OpaquePointer>

    /// An empty one, to write to.
    init() throws(OpenSSLError) {
        bio = try Owned(BIO_new(BIO_s_mem()), "allocate memory", free: BIO_free_all)
    }

    /// One that reads `bytes` in place: they must stay where they are while it lives.
    init(reading bytes: UnsafeRawBufferPointer) throws(OpenSSLError) {
        guard let count = Int32(exactly: bytes.count) else {
            throw OpenSSLError("read \(bytes.count) bytes", reasons: ["too long"])
        }
        // A null pointer is refused even for no bytes, so those are a BIO that was never written to.
        bio = try Owned(
            count == 0 ? BIO_new(BIO_s_mem()) : BIO_new_mem_buf(bytes.baseAddress, count), "allocate memory",
            free: BIO_free_all)
    }

    /// The BIO itself, lent.
    var pointer: OpaquePointer { bio.pointer }

    /// Lends what was written.
    func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var data: UnsafeMutablePointer<CChar>?
        let count = COpenSSL_bio_data(bio.pointer, &data)
        return try body(UnsafeRawBufferPointer(start: data, count: data == nil ? 0 : max(0, count)))
    }
}
