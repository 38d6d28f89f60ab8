/// Secret bytes in memory of their own that never moves and is never copied. The last owner cleanses it.
public final class SecretBytes: Sendable {
    // Only the initialiser writes to it.
    private nonisolated(unsafe) let memory: SecretMemory

    /// The number of bytes.
    public var count: Int { memory.bytes.count }

    /// A copy of `bytes`. The owner of the original cleanses that.
    public init(copying bytes: UnsafeRawBufferPointer) {
        memory = SecretMemory(count: bytes.count)
        memory.bytes.copyMemory(from: bytes)
    }

    /// `count` zero bytes, which `fill` overwrites.
    public init<Failure: Error>(
        count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        memory = SecretMemory(count: count)
        try fill(memory.bytes)
    }

    /// Lends the bytes. The closure must not copy them.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(memory.bytes))
    }
}
