/// How the names of a server follow its host from one certificate to the next.
extension ServerIdentity {
    /// This server with the addresses that its host has now.
    ///
    /// `hadAddresses` are those that the host had when its certificates were made: an address that it never had was given
    /// for what it will be, and stays. One that it had and has no more goes; where `keepsAbsent`, as in a run that nobody
    /// watches, only if its port has another of its kind in its place, because a cable may be unplugged.
    public func present(on facts: HostFacts, hadAddresses: Set<IPAddress>, keepsAbsent: Bool) -> ServerIdentity {
        var server = self
        var further = names.ip.filter { keepsAbsent || !hadAddresses.contains($0) } + facts.furtherAddresses
        // Where a port is not there, the next one is counted in its place; nothing has replaced its addresses then.
        let isShifted =
            facts.lan1.addresses.contains(where: lan2.addresses.contains)
            || facts.lan2.addresses.contains(where: lan1.addresses.contains)
        guard !keepsAbsent || !isShifted else {
            server.names.ip = Self.once(names.ip + facts.interfaces.flatMap(\.addresses), besides: server)
            return server
        }
        // A server without a first address is of no use to anybody.
        server.lan1 = lan1.present(
            as: facts.lan1, had: hadAddresses, keepsAbsent: keepsAbsent || facts.lan1.isEmpty, further: &further)
        server.lan2 = lan2.present(
            as: facts.lan2, had: hadAddresses, keepsAbsent: keepsAbsent || facts.lan1.isEmpty && facts.lan2.isEmpty,
            further: &further)
        server.names.ip = Self.once(further, besides: server)
        return server
    }

    /// Each address once, without those of the server's ports.
    private static func once(_ addresses: [IPAddress], besides server: ServerIdentity) -> [IPAddress] {
        var seen = Set(server.lan1.addresses + server.lan2.addresses)
        return addresses.filter { seen.insert($0).inserted }
    }
}

extension LANPort {
    /// This port as it is found now; what it keeps beyond that and has no place for goes to `further`.
    fileprivate func present(
        as found: LANPort, had: Set<IPAddress>, keepsAbsent: Bool, further: inout [IPAddress]
    ) -> LANPort {
        func follow(_ stored: [IPAddress], _ found: [IPAddress]) -> [IPAddress] {
            let isReplaced = found.contains { !stored.contains($0) }
            return found
                + stored.filter { address in
                    !found.contains(address) && (!had.contains(address) || keepsAbsent && !isReplaced)
                }
        }
        var port = LANPort()
        for address in follow(ipv4.map { [.v4($0)] } ?? [], found.ipv4.map { [.v4($0)] } ?? []) {
            if port.ipv4 == nil, case .v4(let first) = address { port.ipv4 = first } else { further.append(address) }
        }
        port.ipv6 = follow(ipv6.map { .v6($0) }, found.ipv6.map { .v6($0) }).compactMap {
            if case .v6(let address) = $0 { address } else { nil }
        }
        return port
    }
}
