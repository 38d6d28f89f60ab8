/// What an operator answers, by the wizard or by a file.
public struct Answers: Hashable, Sendable {
    public var role: ServerRole
    public var hostName: HostName?
    public var lan1: LANPort?
    public var lan2: LANPort?
    public var names: AdditionalNames
    public var naming: Naming
    public var profile: Profile?
    public init(role: ServerRole = .primary, hostName: HostName? = nil, lan1: LANPort? = nil, lan2: LANPort? = nil, names: AdditionalNames = .init(), naming: Naming = .init(), profile: Profile? = nil) {
        self.role = role; self.hostName = hostName; self.lan1 = lan1; self.lan2 = lan2; self.names = names; self.naming = naming; self.profile = profile
    }
}
