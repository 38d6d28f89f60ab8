import COpenSSL

/// A text that is read in pieces from where it lies, so that a large one is never in memory as a whole.
public struct TextPieces: Sendable {
    /// How many octets it has.
    let count: Int
    private let read: @Sendable (_ offset: Int, _ memory: UnsafeMutableRawBufferPointer) -> Int

    /// A text of so many octets, and how to fill memory with what is at an offset; returns how much that is, which is less
    /// than was asked for if it is not there any more.
    public init(count: Int, read: @escaping @Sendable (_ offset: Int, _ memory: UnsafeMutableRawBufferPointer) -> Int) {
        self.count = count
        self.read = read
    }

    /// A text that is in memory.
    init(_ text: [UInt8]) {
        self.init(count: text.count) { offset, memory in
            memory.copyBytes(from: text[offset..<offset + memory.count])
            return memory.count
        }
    }

    /// Lends a part, in memory that is cleansed afterwards: a private key may be in it.
    func lend<Answer>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Answer) -> Answer {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: range.count, alignment: 16)
        defer {
            OPENSSL_cleanse(memory.baseAddress, memory.count)
            memory.deallocate()
        }
        return body(UnsafeRawBufferPointer(rebasing: memory[..<read(range.lowerBound, memory)]))
    }
}
