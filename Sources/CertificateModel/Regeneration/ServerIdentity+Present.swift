/// How the names of a server follow its host from one certificate to the next.
extension ServerIdentity {
    /// This server with the addresses that its host has now.
    ///
    /// Given addresses stay. Of a LAN that was given as a port, the port's present addresses come in. A followed address
    /// that no interface has any more leaves if its port has got another of its version in its place. If it has not, it
    /// stays where `keepsAbsent` says so, as in an unattended run: a cable may be unplugged.
    public func present(on facts: HostFacts, keepsAbsent: Bool) -> ServerIdentity {
        var server = self
        for index in followedPorts.indices { server.follow(index, on: facts, keepsAbsent: keepsAbsent) }
        // A server needs a LAN1 address.
        if server.lan1.isEmpty { return keepsAbsent ? self : present(on: facts, keepsAbsent: true) }
        return server
    }

    /// The addresses that follow a port of the host; the others were given.
    public var followedAddresses: Set<IPAddress> { Set(followedPorts.flatMap(\.followed)) }

    /// What an address is to the server: `LAN1 address`, `added address`.
    public func role(of address: IPAddress) -> String {
        if lan1.addresses.contains(address) { return "LAN1 address" }
        if lan2.addresses.contains(address) { return "LAN2 address" }
        let lan = followedPorts.first { $0.followed.contains(address) }?.lan
        return lan.map { "LAN\($0) address" } ?? "added address"
    }

    private mutating func follow(_ index: Int, on facts: HostFacts, keepsAbsent: Bool) {
        let port = followedPorts[index]
        let found = port.found(on: facts) ?? unrecorded(port, on: facts)
        let now = found?.addresses ?? []
        let absent = facts.missing(from: port.followed)
        // Only what came since the certificate was issued takes the place of another address.
        var arrived = now.filter { !port.addresses.contains($0) && !addresses.contains($0) }
        let isReplaced = { (address: IPAddress) in arrived.contains { $0.isIPv4 == address.isIPv4 } }
        let dropped = Set(absent.filter { !keepsAbsent || isReplaced($0) })
        if let lan = port.lan {
            let given = Set(addresses).subtracting(followedAddresses)
            let kept = port.followed.filter { !dropped.contains($0) && !now.contains($0) }
            set(lan, to: now + kept, before: port.followed)
            followedPorts[index].followed = (now + kept).filter { !given.contains($0) }
        } else {
            var followed: [IPAddress] = []
            for address in port.followed {
                guard dropped.contains(address) else {
                    followed.append(address)
                    continue
                }
                let heir = arrived.firstIndex { $0.isIPv4 == address.isIPv4 }.map { arrived.remove(at: $0) }
                replace(address, with: heir)
                if let heir { followed.append(heir) }
            }
            followedPorts[index].followed = followed
        }
        if let found {
            followedPorts[index] = FollowedPort(found, lan: port.lan, followed: followedPorts[index].followed)
        }
    }

    /// The port of addresses for which none was recorded, as earlier versions did not, and which the host has lost: the one of
    /// the rule, unless it is another LAN's that has moved up.
    private func unrecorded(_ port: FollowedPort, on facts: HostFacts) -> NetworkInterface? {
        guard port.name.isEmpty, let first = port.followed.first else { return nil }
        let ruled = lan1.addresses.contains(first) ? facts.lan1Port : facts.lan2Port
        return ruled?.addresses.contains(where: port.addresses.contains) == true ? nil : ruled
    }

    /// Gives a LAN the addresses of its port. Those that do not fit into it go to the further names.
    private mutating func set(_ lan: Int, to addresses: [IPAddress], before: [IPAddress]) {
        let port = LANPort(addresses)
        let further = addresses.filter { !port.addresses.contains($0) }
        if lan == 1 { lan1 = port } else { lan2 = port }
        let own = Set(lan1.addresses + lan2.addresses)
        let others = names.ip.filter { !before.contains($0) }
        names.ip = others + further.filter { !own.contains($0) && !others.contains($0) }
    }

    /// Puts another address in the place of one, or none.
    private mutating func replace(_ address: IPAddress, with heir: IPAddress?) {
        lan1.replace(address, with: heir)
        lan2.replace(address, with: heir)
        names.ip = names.ip.compactMap { $0 == address ? heir : $0 }
    }
}

extension LANPort {
    fileprivate mutating func replace(_ address: IPAddress, with heir: IPAddress?) {
        if case .v4(let old) = address, ipv4 == old {
            if case .v4(let new) = heir { ipv4 = new } else { ipv4 = nil }
        }
        if case .v6(let old) = address {
            ipv6 = ipv6.compactMap { one in
                guard one == old else { return one }
                if case .v6(let new) = heir { return new }
                return nil
            }
        }
    }
}
