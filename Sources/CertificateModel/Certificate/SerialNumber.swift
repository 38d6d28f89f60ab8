/// A certificate's serial number: an integer as big-endian octets, two's complement, without needless leading octets
/// (RFC 5280 section 4.1.2.2, X.690 section 8.3).
///
/// Certificates of others may have any integer. Those that a root gives out are positive, and take at most twenty octets.
public struct SerialNumber: Hashable, Sendable, CustomStringConvertible, ExpressibleByIntegerLiteral {
    /// The content octets of its DER encoding.
    public let octets: [UInt8]

    /// The number of these content octets; needless leading zeros are left out.
    @inlinable public init(octets: some Collection<UInt8>) {
        var rest = octets[...]
        while rest.count > 1, let first = rest.first, first == 0, let second = rest.dropFirst().first, second < 0x80 {
            rest = rest.dropFirst()
        }
        self.octets = rest.isEmpty ? [0] : Array(rest)
    }

    /// The number of these octets without a sign: OpenSSL and the store's counters have no zero before a set top bit.
    @inlinable public init(magnitude: some Collection<UInt8>) { self.init(octets: [0] + magnitude) }

    /// The number of hexadecimal digits without a sign; an odd number of them is taken as it is meant. Nil for other text.
    public init?(hex: some StringProtocol) {
        guard let octets = Hexadecimal.octets(hex) else { return nil }
        self.init(magnitude: octets)
    }

    /// The number as it is written.
    public init(integerLiteral value: UInt64) {
        self.init(magnitude: (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) })
    }

    /// A root's serial number: twenty octets from `random`, positive, with room for every later serial under the root.
    ///
    /// The first octet lies in `20...3f`: the two top bits are clear, so that adding to it neither turns the number
    /// negative nor lengthens it, and it always has its full length.
    public static func root(random: (Int) -> [UInt8]) -> SerialNumber {
        var octets = Array((random(20) + Array(repeating: 0, count: 20)).prefix(20))
        octets[0] = octets[0] & 0x1f | 0x20
        return SerialNumber(octets: octets)
    }

    /// The next number, or nil where a root cannot give it out.
    public var next: SerialNumber? { advanced(by: 1) }

    /// The number that is greater by `count`, or nil where one of the two cannot be given out by a root.
    public func advanced(by count: UInt32) -> SerialNumber? {
        guard isUsable else { return nil }
        // The longest has twenty octets, and four more are room for what is carried.
        var (sum, carried) = ([0, 0, 0, 0] + octets, UInt64(count))
        for index in sum.indices.reversed() {
            carried += UInt64(sum[index])
            sum[index] = UInt8(truncatingIfNeeded: carried)
            carried >>= 8
        }
        let advanced = SerialNumber(octets: sum)
        return advanced.isUsable ? advanced : nil
    }

    /// Whether the number is less than zero.
    public var isNegative: Bool { octets[0] >= 0x80 }

    /// Whether the number is greater than zero.
    public var isPositive: Bool { !isNegative && octets != [0] }

    /// Whether a root can give it out: it is positive, and takes at most twenty octets (RFC 5280 section 4.1.2.2).
    public var isUsable: Bool { isPositive && octets.count <= 20 }

    /// Lower-case hexadecimal digits, two for each octet.
    public var description: String { Hexadecimal.string(octets) }
}

extension SerialNumber: Comparable {
    /// The greater of two positive numbers has more octets, or greater ones.
    public static func < (left: SerialNumber, right: SerialNumber) -> Bool {
        left.octets.count == right.octets.count
            ? left.octets.lexicographicallyPrecedes(right.octets) : left.octets.count < right.octets.count
    }
}
