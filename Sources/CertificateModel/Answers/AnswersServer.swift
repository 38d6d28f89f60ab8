extension Answers {
    /// The answers of an operator who gave none: LAN1 and LAN2 are this host's first two Ethernet ports.
    public static func fromHost(_ facts: HostFacts, defaults: SiteDefaults = SiteDefaults()) -> Answers {
        var names = AdditionalNames()
        names.ip = facts.furtherAddresses
        return Answers(
            lan1: facts.lan1, lan2: facts.lan2, names: names, naming: defaults.naming, profile: defaults.profile)
    }

    /// The server that the answers describe on this host, with the names that reverse DNS gave for its ports; refused
    /// where LAN1 has no address or nothing gives a host name.
    public func server(
        facts: HostFacts, lan1Name: HostName?, lan2Name: HostName?
    ) throws(Refusal) -> ServerIdentity {
        guard let lan1 else { throw LANPort.lan1Missing }
        return ServerIdentity(
            role: role,
            hostName: try ResolvedHostName(entered: hostName, lan1: lan1Name, lan2: lan2Name, mac: facts.mac),
            lan1: lan1, lan2: lan2 ?? LANPort(), names: names, naming: naming)
    }
}
