import Glibc

/// Text as PEM has it: one octet for each character, and line ends that are not escaped.
///
/// Programs of Windows write UTF-16, as a whole file or behind other text. In JSON and in `.env` files, the line ends
/// of PEM are escaped, and so may be other characters of Base64. PEM itself has neither a null octet nor a backslash.
enum ASCIIText {
    private static let backslash = UInt8(ascii: "\\")

    /// Whether a text has neither null octets nor escapes.
    static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let start = text.baseAddress else { return true }
        return memchr(start, 0, text.count) == nil && memchr(start, Int32(backslash), text.count) == nil
    }

    /// The text without null octets and escapes; nil if it has none.
    static func plain(_ text: UnsafeRawBufferPointer) -> SecretBytes? {
        guard !isPlain(text) else { return nil }
        var counted = Characters(text)
        var count = 0
        while counted.next() != nil { count += 1 }
        return SecretBytes(count: count) { memory in
            var characters = Characters(text)
            for index in memory.indices { memory[index] = characters.next() ?? 0x20 }
        }
    }

    /// The characters of a text one by one, unescaped (RFC 8259 section 7). Text that was escaped several times has several
    /// backslashes.
    private struct Characters {
        private let text: UnsafeRawBufferPointer
        private var offset = 0

        init(_ text: UnsafeRawBufferPointer) { self.text = text }

        mutating func next() -> UInt8? {
            guard var octet = nextOctet() else { return nil }
            guard octet == ASCIIText.backslash else { return octet }
            while octet == ASCIIText.backslash {
                guard let following = nextOctet() else { return nil }
                octet = following
            }
            switch octet {
            case UInt8(ascii: "n"): return 0x0a
            case UInt8(ascii: "r"): return 0x0d
            case UInt8(ascii: "t"): return 0x09
            case UInt8(ascii: "u"): return character() ?? octet
            default: return octet
            }
        }

        /// The next octet that is not null.
        private mutating func nextOctet() -> UInt8? {
            while offset < text.count {
                let octet = text[offset]
                offset += 1
                if octet != 0 { return octet }
            }
            return nil
        }

        /// The character of four hexadecimal digits; nil, and nothing is read, if they are not one of ASCII.
        private mutating func character() -> UInt8? {
            let start = offset
            var value = 0
            for _ in 0..<4 {
                guard let digit = nextOctet().flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
                    offset = start
                    return nil
                }
                value = value << 4 | digit
            }
            guard (1..<0x80).contains(value) else {
                offset = start
                return nil
            }
            return UInt8(truncatingIfNeeded: value)
        }
    }
}
