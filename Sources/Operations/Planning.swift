public import CertificateModel

/// What a server is, from what was answered and from what is found on its host, reverse DNS included.
public struct Planning: Sendable {
    let world: World

    /// Planning in a world.
    public init(_ world: World) { self.world = world }

    /// The server that answers describe on this host. Where they replace those of a server, what it has is accepted, and a
    /// name that was found for it stays as ``foundName(of:)`` says.
    public func server(
        _ answers: Answers, _ facts: HostFacts, replacing stored: ServerIdentity? = nil
    ) throws(Refusal) -> ServerIdentity {
        var answers = answers
        for port in stored?.followedPorts ?? [] {
            guard let present = port.found(on: facts) else { continue }
            // A port that was renamed since is the same port.
            if answers.lan1Port == .named(port.name) { answers.lan1Port = .named(present.name) }
            if answers.lan2Port == .named(port.name) { answers.lan2Port = .named(present.name) }
        }
        let lans = try answers.lans(on: facts, accepting: stored.map(AcceptedValues.init) ?? .none)
        return lans.server(answers, called: try hostName(answers, lans, facts, replacing: stored))
    }

    private func hostName(
        _ answers: Answers, _ lans: AnsweredLANs, _ facts: HostFacts, replacing stored: ServerIdentity?
    ) throws(Refusal) -> ResolvedHostName {
        if answers.hostName == nil, var stored, stored.hostName.source != .entered {
            (stored.lan1, stored.lan2) = (lans.lan1, lans.lan2)
            return ResolvedHostName(foundName(of: stored) ?? stored.hostName.value, from: stored.hostName.source)
        }
        let lan1 = answers.hostName == nil ? name(of: lans.lan1) : nil
        let lan2 = answers.hostName == nil && lan1 == nil ? name(of: lans.lan2) : nil
        return try ResolvedHostName(
            entered: answers.hostName, lan1: lan1, lan2: lan2, mac: facts.mac(of: lans.lan1Port))
    }

    /// The server that this host is where nothing was answered.
    func hostServer(_ defaults: SiteDefaults) throws(Refusal) -> ServerIdentity {
        try server(Answers(defaults: defaults), world.facts())
    }

    /// A server as the store knows it, with the addresses that its ports have now and the name that it is found by.
    ///
    /// A name that another one replaces stays as a further DNS name: clients know the server by it. With `keepsAbsent`, an
    /// address stays that the host has lost and not replaced.
    func present(_ stored: ServerIdentity, _ facts: HostFacts, keepsAbsent: Bool) -> ServerIdentity {
        var server = stored.present(on: facts, keepsAbsent: keepsAbsent)
        if let name = foundName(of: server) {
            let old = server.hostName.value
            server.names.dns = server.names.dns.filter { $0 != name && $0 != old } + [old]
            server.hostName = ResolvedHostName(name, from: stored.hostName.source)
        }
        return server
    }

    /// The other name by which a server is found now, whose name was found by reverse DNS.
    ///
    /// Nil where its name is still among those that the name server gives, or where that gives none. A name that was entered
    /// or that is made of a hardware address stays.
    private func foundName(of server: ServerIdentity) -> HostName? {
        let lan: LANPort
        switch server.hostName.source {
        case .entered, .mac: return nil
        case .lan1DNS: lan = server.lan1
        case .lan2DNS: lan = server.lan2
        }
        let known = server.hostName.value
        let name = lan.addresses.first.flatMap { world.name(of: $0, keeping: known) }
        return name == known ? nil : name
    }

    /// What the operator should know of a plan although nothing is refused, a sentence each.
    func warnings(of plan: Plan, _ facts: HostFacts) -> [String] {
        let name = plan.server.hostName
        let found =
            name.source == .entered ? [] : ["the host name \"\(name.value)\" is \(name.source.explanation)"]
        return Self.warnings(of: plan, facts) + found
    }

    /// The same without the name: a clock that is wrong or may be, and addresses that this host does not have.
    static func warnings(of plan: Plan, _ facts: HostFacts) -> [String] {
        [plan.clock.warning, plan.clock.doubt].compactMap(\.self)
            + facts.missing(from: plan.server.lan1.addresses + plan.server.lan2.addresses).map {
                "\"\($0)\" is not an address of this host now"
            }
    }

    private func name(of port: LANPort) -> HostName? { port.addresses.first.flatMap { world.name(of: $0) } }
}

extension World {
    /// The name that reverse DNS gives for an address. Where it gives several, a name that was found stays as long as it is
    /// among them; else the first in the order of their text is taken.
    public func name(of address: IPAddress, keeping known: HostName? = nil) -> HostName? {
        let names = namesOfAddress(address)
        return known.map(names.contains) == true ? known : names.min()
    }
}
