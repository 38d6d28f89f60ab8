/// A certificate's serial number: an integer as big-endian octets, two's complement, without needless leading octets
/// (RFC 5280 section 4.1.2.2, X.690 section 8.3).
public struct SerialNumber: Hashable, Sendable, CustomStringConvertible {
    /// The content octets of its DER encoding.
    public let octets: [UInt8]

    /// The number of these content octets; needless leading zeros are left out.
    public init(octets: some Collection<UInt8>) {
        var rest = octets[...]
        while rest.count > 1, let first = rest.first, first == 0, let second = rest.dropFirst().first, second < 0x80 {
            rest = rest.dropFirst()
        }
        self.octets = rest.isEmpty ? [0] : Array(rest)
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

    /// The next number, or nil where it would be negative or take more than twenty octets.
    public var next: SerialNumber? {
        guard isPositive else { return nil }
        var octets = [0] + octets
        for index in octets.indices.reversed() {
            let (sum, carried) = octets[index].addingReportingOverflow(1)
            octets[index] = sum
            if !carried { break }
        }
        let next = SerialNumber(octets: octets)
        return next.octets.count <= 20 && next.isPositive ? next : nil
    }

    /// Whether the number is greater than zero.
    public var isPositive: Bool { octets[0] < 0x80 && octets != [0] }

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
