/// A position in a text that counts lines, for the scanners of both formats.
struct SourceCursor {
    private let bytes: [UInt8]
    private(set) var offset = 0
    /// The line of the next octet, counted from 1.
    private(set) var line = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next octet; nil at the end.
    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// Whether the text continues with `word`.
    func isAt(_ word: String) -> Bool { bytes[offset...].starts(with: word.utf8) }

    /// The text from an earlier offset to the current one.
    func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

    /// Skips `count` octets.
    mutating func skip(_ count: Int = 1) {
        for _ in 0..<count {
            guard let next else { return }
            if next == UInt8(ascii: "\n") { line += 1 }
            offset += 1
        }
    }

    /// Skips octets that satisfy the condition.
    mutating func skip(while isSuch: (UInt8) -> Bool) {
        while let next, isSuch(next) { skip() }
    }

    /// White space of both formats.
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d }
}
