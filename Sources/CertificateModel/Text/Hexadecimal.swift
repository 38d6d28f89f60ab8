/// Octets as hexadecimal digits and back.
public enum Hexadecimal {
    @usableFromInline static func digit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 + nibble : 0x57 + nibble }

    /// Two lower-case digits for each octet, without separators.
    ///
    /// Inlinable, as it is called for all that is shown: a generic that is not compiled for its type looks for conformances
    /// in the whole program when it is called first.
    @inlinable public static func string(_ octets: some Sequence<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(octets.underestimatedCount * 2)
        for octet in octets {
            result.append(digit(octet >> 4))
            result.append(digit(octet & 15))
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The octets of at most 200 digits of either case; nil for anything else.
    public static func octets(_ text: some StringProtocol) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard (1...200).contains(characters.count) else { return nil }
        var nibbles: [UInt8] = characters.count % 2 == 0 ? [] : [0]
        for character in characters {
            switch character {
            case 0x30...0x39: nibbles.append(character - 0x30)
            case 0x41...0x46: nibbles.append(character - 0x41 + 10)
            case 0x61...0x66: nibbles.append(character - 0x61 + 10)
            default: return nil
            }
        }
        return stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
    }
}
