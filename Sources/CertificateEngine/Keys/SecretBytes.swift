import COpenSSL

/// Secret bytes in memory that is allocated once, never moved or copied, and cleansed when the last owner lets go.
public final class SecretBytes: Sendable {
    // Written by the initialiser only, before anybody else can see it.
    private nonisolated(unsafe) let memory: UnsafeMutableRawBufferPointer

    /// How many bytes there are.
    public var count: Int { memory.count }

    /// A copy of `bytes`; their owner cleanses the original.
    public init(copying bytes: UnsafeRawBufferPointer) {
        memory = Self.allocate(bytes.count)
        memory.copyMemory(from: bytes)
    }

    /// `count` bytes, zero at first, which `fill` writes.
    public init<Failure: Error>(
        count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        memory = Self.allocate(count)
        try fill(memory)
    }

    deinit {
        // Not a plain overwrite, which a compiler may leave out for memory that is freed next (OPENSSL_cleanse(3)).
        OPENSSL_cleanse(memory.baseAddress, memory.count)
        memory.deallocate()
    }

    /// Lends the bytes, which must not be copied.
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
