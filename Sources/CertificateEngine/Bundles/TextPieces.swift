/// A text that is read in pieces from where it lies, so that a large one is never in memory as a whole.
public struct TextPieces: Sendable {
    /// How many octets it has.
    let count: Int
    /// Reads a part; less than that if it is not there any more.
    let read: @Sendable (Range<Int>) -> [UInt8]

    /// A text of so many octets, and how to read a part of it.
    public init(count: Int, read: @escaping @Sendable (Range<Int>) -> [UInt8]) {
        self.count = count
        self.read = read
    }

    /// A text that is in memory.
    init(_ text: [UInt8]) { self.init(count: text.count) { Array(text[$0]) } }
}
