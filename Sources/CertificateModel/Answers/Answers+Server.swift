extension Answers {
    /// The answers of an operator who gives none: LAN1 and LAN2 are the ports that the rule chooses.
    public init(defaults: SiteDefaults) {
        self.init(lan1Port: .auto, lan2Port: .auto, naming: defaults.naming, profile: defaults.profile)
    }

    /// The answers that a server was made of, with the profile of its certificates. A LAN that was given as a port is that
    /// port again.
    public init(of server: ServerIdentity, profile: Profile? = nil) {
        func port(_ lan: Int) -> PortChoice? {
            server.followedPorts.first { $0.lan == lan }.map { .named($0.name) }
        }
        self.init(recorded: server, profile: profile)
        names.ip = names.ip.filter { !server.followedAddresses.contains($0) }
        (lan1Port, lan2Port) = (port(1), port(2))
        if lan1Port != nil { lan1 = nil }
        if lan2Port != nil { lan2 = nil }
    }

    /// The same with the addresses that the ports had.
    public init(recorded server: ServerIdentity, profile: Profile? = nil) {
        self.init(
            role: server.role, hostName: server.hostName.source == .entered ? server.hostName.value : nil,
            lan1: server.lan1, lan2: server.lan2, names: server.names, naming: server.naming, profile: profile)
    }

    /// The server that the answers describe, with the addresses that are in them.
    public func server(called hostName: ResolvedHostName) -> ServerIdentity {
        ServerIdentity(
            role: role, hostName: hostName, lan1: lan1 ?? LANPort(), lan2: lan2 ?? LANPort(), names: names,
            naming: naming)
    }

    /// The LANs that the answers describe, on a host. Refused where LAN1 has no address, where an address cannot be that
    /// of a port, or where one stands for both.
    public func lans(on facts: HostFacts, accepting accepted: AcceptedValues = .none) throws(Refusal) -> AnsweredLANs {
        try AnsweredLANs(self, facts, accepted)
    }
}
