extension Answers {
    /// The answers of an operator who gave none: LAN1 and LAN2 are this host's first two Ethernet ports.
    public static func fromHost(_ facts: HostFacts, defaults: SiteDefaults = SiteDefaults()) -> Answers {
        var names = AdditionalNames()
        names.ip = facts.furtherAddresses
        return Answers(
            lan1: facts.lan1, lan2: facts.lan2, names: names, naming: defaults.naming, profile: defaults.profile)
    }

    /// The answers that a server was made of, with the profile of its certificates.
    public init(of server: ServerIdentity, profile: Profile? = nil) {
        self.init(
            role: server.role, hostName: server.hostName.source == .entered ? server.hostName.value : nil,
            lan1: server.lan1, lan2: server.lan2, names: server.names, naming: server.naming, profile: profile)
    }

    /// The server that the answers describe on this host, with the names that reverse DNS gave for its ports; refused
    /// where LAN1 has no address or nothing gives a host name.
    public func server(
        facts: HostFacts, lan1Name: HostName?, lan2Name: HostName?
    ) throws(Refusal) -> ServerIdentity {
        guard lan1 != nil else { throw LANPort.lan1Missing }
        return server(
            called: try ResolvedHostName(entered: hostName, lan1: lan1Name, lan2: lan2Name, mac: facts.mac))
    }

    /// The server that the answers describe, by the name that it was given.
    public func server(called hostName: ResolvedHostName) -> ServerIdentity {
        ServerIdentity(
            role: role, hostName: hostName, lan1: lan1 ?? LANPort(), lan2: lan2 ?? LANPort(), names: names,
            naming: naming)
    }
}
