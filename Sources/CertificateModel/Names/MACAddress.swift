/// The hardware address of an Ethernet port: six octets (IEEE 802, EUI-48).
public struct MACAddress: Hashable, Sendable, CustomStringConvertible {
    /// The six octets in transmission order.
    public let octets: [UInt8]

    /// The address of exactly six octets, not all of them zero, or nil.
    public init?(octets: some Collection<UInt8>) {
        guard octets.count == 6, octets.contains(where: { $0 != 0 }) else { return nil }
        self.octets = Array(octets)
    }

    /// The host name of last resort: twelve lower-case hexadecimal digits, for example `00e007057307`.
    ///
    /// Where all of them are decimal, clients would read the name as a number (RFC 1123 section 2.1, WHATWG URL section
    /// 3.5): `mac` is put before it.
    public var hostName: HostName {
        let digits = Hexadecimal.string(octets)
        return HostName(checked: digits.allSatisfy(\.isNumber) ? "mac\(digits)" : digits)
    }

    /// Six pairs of digits with colons between them.
    public var description: String { octets.map { Hexadecimal.string([$0]) }.joined(separator: ":") }
}
