/// A name that an identity has and its host no longer has. It is not a reason to renew, because a cable may be
/// unplugged. A regeneration drops it.
public struct AbsentName: Hashable, Sendable {
    /// What the name was to the server: `LAN1 address`.
    public let role: String
    /// The name.
    public let name: GeneralName

    /// A name in that role.
    public init(role: String, name: GeneralName) {
        self.role = role
        self.name = name
    }
}

extension StoredIdentity {
    /// The addresses of the certificate that no interface has now, although the host had them (`hadAddresses`) when the
    /// certificate was issued.
    public func absentNames(on facts: HostFacts, hadAddresses: Set<IPAddress>) -> [AbsentName] {
        let covered = Set(names)
        func absent(_ addresses: [IPAddress], _ role: String) -> [AbsentName] {
            facts.missing(from: addresses.filter(hadAddresses.contains)).map { AbsentName(role: role, name: .ip($0)) }
                .filter { covered.contains($0.name) }
        }
        return absent(server.lan1.addresses, "LAN1 address") + absent(server.lan2.addresses, "LAN2 address")
            + absent(server.names.ip, "added address")
    }
}
