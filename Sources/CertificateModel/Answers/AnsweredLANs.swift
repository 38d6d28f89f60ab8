/// LAN1 and LAN2 as answers describe them on a host.
public struct AnsweredLANs: Hashable, Sendable {
    /// Their addresses.
    public let lan1, lan2: LANPort
    /// The port that LAN1 is: the one that was given, else the one that has its addresses.
    public let lan1Port: NetworkInterface?
    /// The ports that the addresses follow.
    public let followedPorts: [FollowedPort]
    /// The addresses of the ports for which a LAN has no room: second IPv4 addresses.
    public let further: [IPAddress]

    /// What the answers describe; see ``Answers/lans(on:accepting:)``.
    init(_ answers: Answers, _ facts: HostFacts, _ accepted: AcceptedValues) throws(Refusal) {
        func named(_ choice: PortChoice?) throws(Refusal) -> NetworkInterface? {
            guard case .named(let name) = choice else { return nil }
            return try facts.port(named: name)
        }
        var ports = (try named(answers.lan1Port), try named(answers.lan2Port))
        func taken(besides other: NetworkInterface?) -> NetworkInterface? {
            facts.ports.first { !$0.addresses.isEmpty && $0.name != other?.name }
        }
        if answers.lan1Port == .auto { ports.0 = taken(besides: ports.1) }
        if answers.lan2Port == .auto {
            // Where LAN1 is given as addresses, LAN2 is no port that has one of them, nor the one that will get them.
            let first = ports.0 ?? answers.lan1?.addresses.lazy.compactMap(facts.interface).first ?? facts.lan1Port
            ports.1 = taken(besides: first)
        }
        if let first = ports.0, first.name == ports.1?.name {
            throw Refusal(
                "the port \(VisibleText.quoted(first.name)) is given for LAN1 and for LAN2",
                hint: "give LAN2 another port, or leave it out")
        }
        lan1 = ports.0?.lanPort ?? answers.lan1 ?? LANPort()
        lan2 = ports.1?.lanPort ?? answers.lan2 ?? LANPort()
        if lan1.isEmpty { throw LANPort.lan1Missing }
        for address in lan1.addresses + lan2.addresses where !accepted.contains(address) {
            if let refusal = facts.refusal(ofLANAddress: address) { throw refusal }
        }
        if let both = lan1.addresses.first(where: lan2.addresses.contains) {
            throw Refusal(
                "\"\(both)\" is given for LAN1 and for LAN2", hint: "give each port its own address, or leave LAN2 out")
        }
        let given = Set(answers.names.ip)
        var followed: [FollowedPort] = []
        var further: [IPAddress] = []
        for (number, lan, port) in [(1, lan1, ports.0), (2, lan2, ports.1)] {
            if let port {
                followed.append(
                    FollowedPort(port, lan: number, followed: port.addresses.filter { !given.contains($0) }))
                further += port.addresses.filter { !lan.addresses.contains($0) && !given.contains($0) }
            } else {
                // The ports that have the given addresses: where a port gets another address, it replaces the given one.
                for port in facts.interfaces {
                    let own = lan.addresses.filter { port.addresses.contains($0) && !given.contains($0) }
                    if !own.isEmpty { followed.append(FollowedPort(port, followed: own)) }
                }
            }
        }
        lan1Port = ports.0 ?? lan1.addresses.lazy.compactMap(facts.interface).first
        followedPorts = followed
        self.further = further
    }

    /// The server that the answers describe, by the name that it was given.
    public func server(_ answers: Answers, called hostName: ResolvedHostName) -> ServerIdentity {
        var server = answers.server(called: hostName)
        (server.lan1, server.lan2, server.followedPorts) = (lan1, lan2, followedPorts)
        server.names.ip += further
        return server
    }
}
