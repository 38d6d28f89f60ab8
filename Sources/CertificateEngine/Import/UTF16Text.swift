/// UTF-16 text with a byte order mark (RFC 2781 section 3.2), which Windows PowerShell writes.
public enum UTF16Text {
    /// The same text in UTF-8, without the mark; nil if there is no mark.
    public static func utf8(_ text: UnsafeRawBufferPointer) -> SecretBytes? {
        guard let units = Units(text) else { return nil }
        var count = 0
        encode(units) { _ in count += 1 }
        return SecretBytes(count: count) { memory in
            var next = 0
            encode(units) { octet in
                memory[next] = octet
                next += 1
            }
        }
    }

    private static func encode(_ units: Units, _ body: (UInt8) -> Void) {
        var units = units
        var decoder = UTF16()
        while true {
            switch decoder.decode(&units) {
            case .scalarValue(let scalar): UTF8.encode(scalar, into: body)
            case .error: UTF8.encode("\u{fffd}", into: body)
            case .emptyInput: return
            }
        }
    }

    /// The code units behind the mark.
    private struct Units: IteratorProtocol {
        private let text: UnsafeRawBufferPointer
        private let isBigEndian: Bool
        private var offset = 2

        init?(_ text: UnsafeRawBufferPointer) {
            guard text.count >= 2 else { return nil }
            switch (text[0], text[1]) {
            case (0xff, 0xfe): isBigEndian = false
            case (0xfe, 0xff): isBigEndian = true
            default: return nil
            }
            self.text = text
        }

        mutating func next() -> UInt16? {
            guard text.count - offset >= 2 else { return nil }
            let (first, second) = (UInt16(text[offset]), UInt16(text[offset + 1]))
            offset += 2
            return isBigEndian ? first << 8 | second : second << 8 | first
        }
    }
}
