import COpenSSL

/// Secret bytes in memory that never moves and is never copied. The last owner cleanses it.
public final class SecretBytes: Sendable {
    // Only the initialiser writes to it.
    private nonisolated(unsafe) let memory: UnsafeMutableRawBufferPointer

    /// The number of bytes.
    public var count: Int { memory.count }

    /// A copy of `bytes`. The owner of the original cleanses that.
    public init(copying bytes: UnsafeRawBufferPointer) {
        memory = Self.allocate(bytes.count)
        memory.copyMemory(from: bytes)
    }

    /// `count` zero bytes, which `fill` overwrites.
    public init<Failure: Error>(
        count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        memory = Self.allocate(count)
        try fill(memory)
    }

    deinit {
        // A compiler may remove a plain overwrite of memory that is freed next (OPENSSL_cleanse(3)).
        OPENSSL_cleanse(memory.baseAddress, memory.count)
        memory.deallocate()
    }

    /// Lends the bytes. The closure must not copy them.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(memory))
    }

    private static func allocate(_ count: Int) -> UnsafeMutableRawBufferPointer {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(0, count), alignment: 16)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        return memory
    }
}
