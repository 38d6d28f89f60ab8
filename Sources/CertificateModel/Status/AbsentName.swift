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
    /// The addresses of the certificate that follow a port, and that no interface of the host has now.
    public func absentNames(on facts: HostFacts) -> [AbsentName] {
        let covered = Set(names)
        return facts.missing(from: server.followedPorts.flatMap(\.followed)).filter { covered.contains(.ip($0)) }.map {
            AbsentName(role: server.role(of: $0), name: .ip($0))
        }
    }
}
