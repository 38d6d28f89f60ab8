/// What was found on this host, before anybody answers a question.
public struct HostFacts: Hashable, Sendable {
    /// The Ethernet ports, in the kernel's order; the first is taken for LAN1, the second for LAN2.
    public let interfaces: [NetworkInterface]
    /// The clock.
    public let clock: IgnitionClock
    /// The hardware addresses of all Ethernet ports, also of those that `interfaces` lacks because they have no
    /// address.
    public let hardwareAddresses: Set<MACAddress>

    /// Facts of these ports and this clock, and of further ports with these hardware addresses.
    public init(
        interfaces: [NetworkInterface], clock: IgnitionClock, hardwareAddresses: Set<MACAddress> = []
    ) {
        self.interfaces = interfaces
        self.clock = clock
        self.hardwareAddresses = hardwareAddresses.union(interfaces.compactMap(\.mac))
    }

    /// The hardware address of the first Ethernet port: the host name of last resort.
    public var mac: MACAddress? { interfaces.lazy.compactMap(\.mac).first }

    /// Whether the host has an Ethernet port whose hardware address gives this name, with or without IP addresses.
    public func hasPort(called name: HostName) -> Bool { hardwareAddresses.contains { $0.hostName == name } }

    /// What LAN1 is taken to be where the operator says nothing.
    public var lan1: LANPort { interfaces.first?.lanPort ?? LANPort() }

    /// What LAN2 is taken to be where the operator says nothing.
    public var lan2: LANPort { interfaces.dropFirst().first?.lanPort ?? LANPort() }

    /// The addresses of those two ports beyond what a LAN port has: second IPv4 addresses.
    public var furtherAddresses: [IPAddress] {
        let own = Set(lan1.addresses + lan2.addresses)
        return interfaces.prefix(2).flatMap(\.addresses).filter { !own.contains($0) }
    }

    /// Those of `addresses` that no interface of this host has.
    public func missing(from addresses: [IPAddress]) -> [IPAddress] {
        let present = Set(interfaces.flatMap(\.addresses))
        return addresses.filter { !present.contains($0) }
    }
}
