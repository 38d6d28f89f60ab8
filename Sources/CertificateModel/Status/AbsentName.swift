/// A name that an identity has and its host has no more. It is no reason to issue anything anew, as a cable may be
/// unplugged; but it is lost once that is done.
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
    /// The addresses of its certificate that the host had when that was made, `hadAddresses`, and no interface has now.
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
