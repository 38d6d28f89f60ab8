public import CertificateModel

/// What a server is, from what was answered and from what is found on its host, reverse DNS included.
public struct Planning: Sendable {
    let world: World

    /// Planning in a world.
    public init(_ world: World) { self.world = world }

    /// The server that answers describe on this host.
    public func server(_ answers: Answers, _ facts: HostFacts) throws(Refusal) -> ServerIdentity {
        let lan1 = name(of: answers.lan1, for: answers)
        let lan2 = lan1 == nil ? name(of: answers.lan2, for: answers) : nil
        return try answers.server(facts: facts, lan1Name: lan1, lan2Name: lan2)
    }

    /// The server that this host is where nothing was answered.
    func hostServer(_ defaults: SiteDefaults) throws(Refusal) -> ServerIdentity {
        let facts = world.facts()
        return try server(Answers.fromHost(facts, defaults: defaults), facts)
    }

    /// A server as the store knows it, with this host's present addresses, and its present name unless that was entered.
    /// With `keepsAbsent`, an address stays that the host has lost and not replaced.
    func present(
        _ stored: ServerIdentity, _ facts: HostFacts, hadAddresses: Set<IPAddress>, keepsAbsent: Bool
    ) -> ServerIdentity {
        var server = stored.present(on: facts, hadAddresses: hadAddresses, keepsAbsent: keepsAbsent)
        if let name = foundName(of: stored, facts) {
            server.hostName = ResolvedHostName(name, from: stored.hostName.source)
        }
        return server
    }

    /// What a server whose name was found is called now; nil where it was entered, or nothing gives a name at the moment.
    func foundName(of stored: ServerIdentity, _ facts: HostFacts) -> HostName? {
        switch stored.hostName.source {
        case .entered: nil
        // A port without addresses is not found as the first, but this host still has it.
        case .mac: facts.hasPort(called: stored.hostName.value) ? nil : facts.mac?.hostName
        case .lan1DNS: facts.lan1.addresses.first.flatMap(world.nameOfAddress)
        case .lan2DNS: facts.lan2.addresses.first.flatMap(world.nameOfAddress)
        }
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

    private func name(of port: LANPort?, for answers: Answers) -> HostName? {
        guard answers.hostName == nil else { return nil }
        return port?.addresses.first.flatMap(world.nameOfAddress)
    }
}
