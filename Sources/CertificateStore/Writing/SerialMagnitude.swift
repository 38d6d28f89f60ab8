import CertificateModel

/// A positive number of at most 20 octets as X.509 serial numbers are: big-endian, without leading zeros.
///
/// RFC 5280 §4.1.2.2 bounds the encoding, not the number: DER puts a zero octet before a set top bit, so that the number has
/// at most 159 bits.
struct SerialMagnitude: Hashable, Comparable, Sendable {
    /// The octets, most significant first; never empty, and the first is not zero.
    let bytes: [UInt8]

    /// The smallest serial.
    static let one = SerialMagnitude(trimmed: [1])

    private init(trimmed: [UInt8]) {
        bytes = trimmed
    }

    /// Nil for zero and for what is over 20 octets.
    init?(_ bytes: some Sequence<UInt8>) {
        let trimmed = Array(bytes.drop { $0 == 0 })
        guard let first = trimmed.first, trimmed.count < 20 || (trimmed.count == 20 && first < 0x80) else { return nil }
        self.bytes = trimmed
    }

    /// Reads hexadecimal digits; an odd number of them is taken as it is meant.
    init?(hex: some StringProtocol) {
        guard let bytes = Hexadecimal.octets(hex) else { return nil }
        self.init(bytes)
    }

    /// The number as lower-case hexadecimal digits, two for each octet.
    var hex: String { Hexadecimal.string(bytes) }

    /// The next number; nil after the largest.
    var successor: SerialMagnitude? { advanced(by: 1) }

    /// The number that is greater by `count`; nil where it is over 20 octets.
    func advanced(by count: UInt32) -> SerialMagnitude? {
        var (octets, carry) = (bytes, UInt64(count))
        for index in octets.indices.reversed() {
            carry += UInt64(octets[index])
            octets[index] = UInt8(truncatingIfNeeded: carry)
            carry >>= 8
        }
        while carry > 0 {
            octets.insert(UInt8(truncatingIfNeeded: carry), at: 0)
            carry >>= 8
        }
        return SerialMagnitude(octets)
    }

    static func < (left: Self, right: Self) -> Bool {
        left.bytes.count == right.bytes.count
            ? left.bytes.lexicographicallyPrecedes(right.bytes) : left.bytes.count < right.bytes.count
    }
}
