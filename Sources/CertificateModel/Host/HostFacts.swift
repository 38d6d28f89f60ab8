/// What was found on this host, before anybody answers a question.
public struct HostFacts: Hashable, Sendable {
    /// The interfaces in the kernel's order, without loopback.
    public let interfaces: [NetworkInterface]
    /// The clock.
    public let clock: IgnitionClock
    /// The machine's own name, as hostname(1) says it; nil where it is no name for a server, such as `localhost`.
    public let name: HostName?

    /// Facts of these interfaces and this clock, on a machine of this name.
    public init(interfaces: [NetworkInterface], clock: IgnitionClock, name: HostName? = nil) {
        self.interfaces = interfaces.enumerated().sorted {
            ($0.element.index, $0.offset) < ($1.element.index, $1.offset)
        }
        .map(\.element)
        self.clock = clock
        self.name = name
    }

    /// Those of `addresses` that no interface of this host has.
    public func missing(from addresses: [IPAddress]) -> [IPAddress] {
        let present = Set(interfaces.flatMap { $0.addresses + $0.transientAddresses })
        return addresses.filter { !present.contains($0) }
    }

    /// The interface that has an address.
    func interface(with address: IPAddress) -> NetworkInterface? {
        interfaces.first { $0.addresses.contains(address) || $0.transientAddresses.contains(address) }
    }

    /// Why an address cannot be that of a LAN port of this host: it is the network's or the broadcast address of a port.
    public func refusal(ofLANAddress address: IPAddress) -> Refusal? {
        guard case .v4(let wanted) = address else { return nil }
        for port in interfaces {
            for case (.v4(let own), let length) in port.prefixLengths where (1..<31).contains(length) {
                let mask = ~UInt32(0) << UInt32(32 - length)
                guard wanted.number & mask == own.number & mask else { continue }
                let what =
                    switch wanted.number & ~mask {
                    case 0: "the address of the whole network"
                    case ~mask: "the broadcast address of the network"
                    default: ""
                    }
                guard !what.isEmpty else { continue }
                return Refusal(
                    "\"\(address)\" is \(what) at port \(VisibleText.quoted(port.name)), and no host can have it",
                    hint: "type the address that other machines use for this port")
            }
        }
        return nil
    }
}

extension IPv4Address {
    fileprivate var number: UInt32 { octets.reduce(0) { $0 << 8 | UInt32($1) } }
}
