import CertificateModel

extension Scene {
    /// What the server of the scene would issue for itself.
    func plan() throws(Refusal) -> Plan { try plan(ports: ports, clock: clock) }

    /// The same with these ports, at this clock.
    func plan(ports: [NetworkInterface], clock: Timestamp) throws(Refusal) -> Plan {
        var lan: [LANPort] = ports.prefix(2).map(\.lanPort)
        while lan.count < 2 { lan.append(LANPort()) }
        let answers = lan.map { $0.addresses.first.flatMap { names[$0] } }
        let server = ServerIdentity(
            role: .primary,
            hostName: try ResolvedHostName(
                entered: nil, lan1: answers[0], lan2: answers[1], mac: ports.lazy.compactMap(\.mac).first),
            lan1: lan[0], lan2: lan[1], names: AdditionalNames(), naming: Naming())
        return try Plan(server: server, profile: .interoperable, clock: IgnitionClock(reading: clock))
    }
}
