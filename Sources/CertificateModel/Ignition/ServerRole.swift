/// What the server is for.
public enum ServerRole: String, CaseIterable, Hashable, Sendable {
    /// The first server of a system, which others look up to.
    case primary
    /// A server for applications.
    case application

    /// The role of this name in the answers file.
    public init(name: some StringProtocol) throws(Refusal) {
        guard let role = ServerRole(rawValue: name.trimmed) else {
            throw Refusal("\(VisibleText.quoted(name)) is not a role", hint: "use \"primary\" or \"application\"")
        }
        self = role
    }
}
