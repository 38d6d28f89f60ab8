import CertificateModel
import Host

/// Makes a plan of answers and of what is found on this host, reverse DNS included.
enum Planning {
    /// The plan, and what the operator should know although nothing is refused.
    static func plan(_ answers: Answers, _ facts: HostFacts) throws -> (plan: Plan, warnings: [String]) {
        let server = try server(answers, facts)
        let plan = try Plan(server: server, profile: answers.profile ?? .interoperable, clock: facts.clock)
        return (plan, warnings(answers, plan, facts))
    }

    /// The server that this host is where nothing was answered.
    static func hostServer(_ defaults: SiteDefaults) throws -> ServerIdentity {
        let facts = HostInspector.facts()
        return try server(Answers.fromHost(facts, defaults: defaults), facts)
    }

    /// A server as the store knows it, with what this host is now: its addresses, and the name where that was found rather
    /// than entered. Where `keepsAbsent`, what is merely gone stays.
    static func present(
        _ stored: ServerIdentity, _ facts: HostFacts, hadAddresses: Set<IPAddress>, keepsAbsent: Bool
    ) -> ServerIdentity {
        var server = stored.present(on: facts, hadAddresses: hadAddresses, keepsAbsent: keepsAbsent)
        if let name = foundName(of: stored, facts) {
            server.hostName = ResolvedHostName(name, from: stored.hostName.source)
        }
        return server
    }

    /// What a server whose name was found is called now; nil where it was entered, or nothing gives a name at the moment.
    static func foundName(of stored: ServerIdentity, _ facts: HostFacts) -> HostName? {
        switch stored.hostName.source {
        case .entered: nil
        // A first port that has lost its addresses is not the first to be found, and yet still there.
        case .mac: facts.hasPort(called: stored.hostName.value) ? nil : facts.mac?.hostName
        case .lan1DNS: facts.lan1.addresses.first.flatMap { ReverseLookup.name(of: $0) }
        case .lan2DNS: facts.lan2.addresses.first.flatMap { ReverseLookup.name(of: $0) }
        }
    }

    /// The server that answers describe on this host.
    static func server(_ answers: Answers, _ facts: HostFacts) throws(Refusal) -> ServerIdentity {
        let lan1 = name(of: answers.lan1, for: answers)
        let lan2 = lan1 == nil ? name(of: answers.lan2, for: answers) : nil
        return try answers.server(facts: facts, lan1Name: lan1, lan2Name: lan2)
    }

    private static func name(of port: LANPort?, for answers: Answers) -> HostName? {
        guard answers.hostName == nil, let address = port?.addresses.first else { return nil }
        return ReverseLookup.name(of: address)
    }

    private static func warnings(_ answers: Answers, _ plan: Plan, _ facts: HostFacts) -> [String] {
        let server = plan.server
        var warnings = answers.remarks
        if let warning = plan.clock.warning { warnings.append(warning) }
        for address in facts.missing(from: server.lan1.addresses + server.lan2.addresses) {
            warnings.append("\"\(address)\" is not an address of this host now")
        }
        if server.hostName.source != .entered {
            warnings.append("the host name \"\(server.hostName.value)\" is \(server.hostName.source.explanation)")
        }
        return warnings
    }
}
