/// Which interfaces of a host can be its LAN ports, and which are taken where nobody chooses.
extension HostFacts {
    /// The ports at which clients could reach this host, in the order in which they are offered: that of the default
    /// route, then those with addresses, then those without.
    ///
    /// A machine that has no such port, as a container, offers interfaces of other kinds that have an address; a bridge
    /// without hardware only where nothing else has one.
    public var ports: [NetworkInterface] {
        let own = interfaces.filter { isReachable($0) && !isMember($0) }
        // The kernel makes tunnels without an address as soon as it knows how to.
        let hasOwn = own.contains { $0.kind != .tunnel || !$0.addresses.isEmpty }
        let offered = hasOwn ? own : substitutes
        let addressed = offered.filter { !$0.addresses.isEmpty }
        return addressed.filter(\.hasDefaultRoute) + addressed.filter { !$0.hasDefaultRoute }
            + offered.filter { $0.addresses.isEmpty }
    }

    /// The port that is LAN1 where nobody chooses; nil where no port has an address.
    public var lan1Port: NetworkInterface? { ports.first { !$0.addresses.isEmpty } }

    /// The port that is LAN2 where nobody chooses.
    public var lan2Port: NetworkInterface? { ports.filter { !$0.addresses.isEmpty }.dropFirst().first }

    /// The interface that an operator names.
    public func port(named name: String) throws(Refusal) -> NetworkInterface {
        let quoted = VisibleText.quoted(name)
        guard let port = interfaces.first(where: { $0.name == name }) else {
            let names = ports.map { VisibleText.quoted($0.name) }
            throw Refusal(
                "this host has no port \(quoted)",
                hint: names.isEmpty ? "give addresses instead of a port" : "use one of \(names.joined(separator: ", "))"
            )
        }
        if isMember(port), let master = interfaces.first(where: { $0.index == port.master }) {
            throw Refusal(
                "\(quoted) is a member of the \(master.kind.word) \(VisibleText.quoted(master.name)), and has no "
                    + "address of its own", hint: "use \(VisibleText.quoted(master.name))")
        }
        guard !port.addresses.isEmpty else {
            throw Refusal(
                "the port \(quoted) has no address that other machines can use",
                hint: "give it an address first, or give addresses instead of a port")
        }
        return port
    }

    /// The hardware address that a host name of last resort is made of: that of this port, else of the first that is
    /// offered and has one.
    public func mac(of port: NetworkInterface? = nil) -> MACAddress? {
        ([port].compactMap(\.self) + ports).lazy.compactMap { hardwareAddress(of: $0, besides: []) }.first
    }

    /// The permanent address of a port, or of the card that it is made of: a bond's and a bridge's first member, the
    /// interface that a VLAN is on.
    private func hardwareAddress(of port: NetworkInterface, besides seen: Set<Int>) -> MACAddress? {
        guard !seen.contains(port.index) else { return nil }
        let parts: [NetworkInterface]
        switch port.kind {
        case .bond, .bridge: parts = members(of: port).filter { reachesHardware($0, besides: [port.index]) }
        case .vlan: parts = interfaces.filter { $0.index == port.lower }
        default: parts = []
        }
        let seen = seen.union([port.index])
        return parts.lazy.compactMap { hardwareAddress(of: $0, besides: seen) }.first ?? port.permanentMAC ?? port.mac
    }

    private var substitutes: [NetworkInterface] {
        let rest = interfaces.filter { !isMember($0) }
        let (bridges, others) = (rest.filter { $0.kind == .bridge }, rest.filter { $0.kind != .bridge })
        for group in [others, bridges] {
            let addressed = group.filter { !$0.addresses.isEmpty }
            if !addressed.isEmpty { return addressed }
        }
        return others
    }

    private func isReachable(_ port: NetworkInterface) -> Bool {
        port.kind == .tunnel || reachesHardware(port, besides: [])
    }

    /// Whether a port is hardware, or is on some. `seen` ends circles, which no kernel has.
    private func reachesHardware(_ port: NetworkInterface, besides seen: Set<Int>) -> Bool {
        guard !seen.contains(port.index) else { return false }
        let seen = seen.union([port.index])
        switch port.kind {
        case .hardware, .wifi, .bond: return true
        case .bridge, .vlan:
            let below = interfaces.filter { $0.index == port.lower } + (port.kind == .bridge ? members(of: port) : [])
            return below.contains { reachesHardware($0, besides: seen) }
        case .tunnel, .veth, .other: return false
        }
    }

    private func members(of port: NetworkInterface) -> [NetworkInterface] {
        interfaces.filter { $0.master == port.index && $0.index != port.index }
    }

    /// Whether clients reach a port by the bridge or bond that it is a member of.
    private func isMember(_ port: NetworkInterface) -> Bool {
        guard let master = port.master else { return false }
        return interfaces.contains { $0.index == master && ($0.kind == .bridge || $0.kind == .bond) }
    }
}
