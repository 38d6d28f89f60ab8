import Glibc

/// A growing buffer that overwrites its memory before it is freed (explicit_bzero(3)).
struct CleansedBuffer: ~Copyable {
    private var memory: UnsafeMutableRawBufferPointer
    /// The number of octets that were read.
    private(set) var count = 0

    /// A buffer of this capacity.
    init(capacity: Int) {
        memory = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit { Self.release(memory) }

    /// Whether it must grow before more is read.
    var isFull: Bool { count == memory.count }

    /// The octets that were read. They are valid as long as the buffer.
    var contents: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

    /// Moves the contents to larger memory, and overwrites the old memory.
    mutating func grow(to capacity: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(capacity, memory.count), alignment: 16)
        larger.copyMemory(from: contents)
        Self.release(memory)
        memory = larger
    }

    /// Lends the free part; the body returns how much it filled, or a negative number for an error.
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
