/// The hardware address of an Ethernet port: six octets (IEEE 802, EUI-48).
public struct MACAddress: Hashable, Sendable, CustomStringConvertible {
    /// The six octets in transmission order.
    public let octets: [UInt8]

    /// The address of exactly six octets, not all of them zero, or nil.
    public init?(octets: some Collection<UInt8>) {
        guard octets.count == 6, octets.contains(where: { $0 != 0 }) else { return nil }
        self.octets = Array(octets)
    }

    /// The host name of last resort: twelve lower-case digits, for example `00e007057307`. A name of digits alone is
    /// not a host name (it reads as a number), but the specification prescribes it.
    public var hostName: HostName { HostName(checked: Hexadecimal.string(octets)) }

    /// Six pairs of digits with colons between them.
    public var description: String { octets.map { Hexadecimal.string([$0]) }.joined(separator: ":") }
}
