/// Base64 (RFC 4648 section 4), with white space anywhere, as in PEM.
enum Base64 {
    /// Marks in `values` for octets that are not a Base64 digit.
    private static let (padding, space, other): (UInt8, UInt8, UInt8) = (64, 65, 66)

    /// For each octet: the six bits of a digit, or one of the marks above.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: other, count: 256)
        for (value, digit) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            values[Int(digit)] = UInt8(value)
        }
        for octet in 0...UInt8.max where isSpace(octet) { values[Int(octet)] = space }
        values[Int(UInt8(ascii: "="))] = padding
        return values
    }()

    /// The decoded octets; nil if the text is not valid Base64.
    static func decoded(_ text: UnsafeRawBufferPointer) -> SecretBytes? {
        guard let count = count(of: text) else { return nil }
        return SecretBytes(count: count) { decode(text, into: $0) }
    }

    /// The decoded octets where they are not secret, such as those of a certificate.
    static func publicOctets(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        guard let count = count(of: text) else { return nil }
        return Array(unsafeUninitializedCapacity: count) { memory, initialized in
            decode(text, into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(memory)[..<count]))
            initialized = count
        }
    }

    /// The first 24 decoded octets, or fewer if the text ends before them or is not valid Base64.
    static func head(_ text: UnsafeRawBufferPointer) -> [UInt8] { beginning(text, limit: 24) }

    /// The decoded octets up to where the text ends or is not valid Base64, in whole groups of four digits, and not many more
    /// than `limit`.
    static func beginning(_ text: UnsafeRawBufferPointer, limit: Int = .max) -> [UInt8] {
        var bits: UInt32 = 0
        var count = 0
        var head: [UInt8] = []
        head.reserveCapacity(min(limit, text.count))
        for octet in text where !isSpace(octet) {
            guard isDigit(octet), head.count < limit else { break }
            bits = bits << 6 | UInt32(values[Int(octet)])
            count += 1
            guard count.isMultiple(of: 4) else { continue }
            head += [
                UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8),
                UInt8(truncatingIfNeeded: bits),
            ]
        }
        return head
    }

    /// The number of decoded octets; nil if the text is not valid Base64.
    static func count(of text: UnsafeRawBufferPointer) -> Int? {
        var digits = 0
        var paddings = 0
        let isWhole = values.withUnsafeBufferPointer { values in
            for octet in text {
                let value = values[Int(octet)]
                if value < padding {
                    guard paddings == 0 else { return false }
                    digits += 1
                } else if value == padding {
                    paddings += 1
                } else if value == other {
                    return false
                }
            }
            return true
        }
        guard isWhole, paddings <= 2, (digits + paddings).isMultiple(of: 4) else { return nil }
        return digits * 6 / 8
    }

    /// Decodes a text into memory that has exactly its decoded length.
    private static func decode(_ text: UnsafeRawBufferPointer, into memory: UnsafeMutableRawBufferPointer) {
        var bits: UInt32 = 0
        var count = 0
        var next = 0
        values.withUnsafeBufferPointer { values in
            for octet in text {
                let value = values[Int(octet)]
                guard value < padding else { continue }
                bits = bits << 6 | UInt32(value)
                count += 1
                guard count == 4 else { continue }
                memory[next] = UInt8(truncatingIfNeeded: bits >> 16)
                memory[next + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                memory[next + 2] = UInt8(truncatingIfNeeded: bits)
                next += 3
                count = 0
            }
        }
        // Two digits at the end encode one octet, three encode two.
        if count == 2 { memory[next] = UInt8(truncatingIfNeeded: bits >> 4) }
        if count == 3 {
            memory[next] = UInt8(truncatingIfNeeded: bits >> 10)
            memory[next + 1] = UInt8(truncatingIfNeeded: bits >> 2)
        }
    }

    /// Whether an octet is one of the 64 digits.
    static func isDigit(_ octet: UInt8) -> Bool { values[Int(octet)] < padding }

    /// Whether an octet is a space, a tab or part of a line end.
    static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || (0x09...0x0d).contains(octet) }
}
