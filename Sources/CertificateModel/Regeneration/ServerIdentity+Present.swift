/// How the names of a server follow its host from one certificate to the next.
extension ServerIdentity {
    /// This server with the addresses that its host has now.
    ///
    /// `hadAddresses` are the addresses that the host had when its certificates were issued. An address that it never
    /// had is kept, because the operator gave it for later. An address that it had and no longer has is dropped. With
    /// `keepsAbsent`, as in an unattended run, it is dropped only if its port has another address of its version,
    /// because a cable may be unplugged.
    public func present(on facts: HostFacts, hadAddresses: Set<IPAddress>, keepsAbsent: Bool) -> ServerIdentity {
        var server = self
        var further = names.ip.filter { keepsAbsent || !hadAddresses.contains($0) } + facts.furtherAddresses
        // Where a port is missing, the next port is counted in its place. The addresses of the missing port are not
        // replaced then.
        let isShifted =
            facts.lan1.addresses.contains(where: lan2.addresses.contains)
            || facts.lan2.addresses.contains(where: lan1.addresses.contains)
        guard !keepsAbsent || !isShifted else {
            server.names.ip = Self.once(names.ip + facts.interfaces.flatMap(\.addresses), besides: server)
            return server
        }
        // A server needs a LAN1 address.
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
    /// This port with the addresses found now. Kept addresses that do not fit into it go to `further`.
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
