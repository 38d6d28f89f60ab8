/// Base64 (RFC 4648 section 4) with any white space in it, as PEM has it.
enum Base64 {
    /// The octets of a text; nil where it is no whole Base64.
    static func decoded(_ text: UnsafeRawBufferPointer) -> SecretBytes? {
        var digits = 0
        var padding = 0
        for octet in text where !isSpace(octet) {
            if octet == UInt8(ascii: "=") {
                padding += 1
            } else {
                guard padding == 0, value(octet) != nil else { return nil }
                digits += 1
            }
        }
        guard padding <= 2, (digits + padding) % 4 == 0 else { return nil }
        return SecretBytes(count: digits * 6 / 8) { memory in
            var next = 0
            var bits: UInt32 = 0
            var count = 0
            for octet in text {
                guard let value = value(octet) else { continue }
                bits = bits << 6 & 0xffff | UInt32(value)
                count += 6
                guard count >= 8, next < memory.count else { continue }
                count -= 8
                memory[next] = UInt8(truncatingIfNeeded: bits >> UInt32(count))
                next += 1
            }
        }
    }

    /// Space, tab and the line ends of every system.
    static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || (0x09...0x0d).contains(octet) }

    private static func value(_ octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): octet - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): octet - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
