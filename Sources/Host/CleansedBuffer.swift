import Glibc

/// Memory that grows with what is read into it, and leaves nothing of it behind (explicit_bzero(3)).
struct CleansedBuffer: ~Copyable {
    private var memory: UnsafeMutableRawBufferPointer
    /// How many octets were read.
    private(set) var count = 0

    /// A buffer with room for so many octets.
    init(capacity: Int) {
        memory = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit { Self.release(memory) }

    /// Whether nothing more can be read before it grows.
    var isFull: Bool { count == memory.count }

    /// What was read; gone with the buffer.
    var contents: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

    /// Moves the contents to a larger memory, and cleanses the smaller one.
    mutating func grow(to capacity: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(capacity, memory.count), alignment: 16)
        larger.copyMemory(from: contents)
        Self.release(memory)
        memory = larger
    }

    /// Lends the room that is left; the body answers how much of it was used, or a negative number for an error.
    mutating func append(_ body: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
        let answer = body(UnsafeMutableRawBufferPointer(rebasing: memory[count...]))
        count += max(0, answer)
        return answer
    }

    private static func release(_ memory: UnsafeMutableRawBufferPointer) {
        if let start = memory.baseAddress { explicit_bzero(start, memory.count) }
        memory.deallocate()
    }
}
