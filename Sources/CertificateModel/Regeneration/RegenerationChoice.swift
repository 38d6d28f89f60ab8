/// What an operator wants to regenerate.
public struct RegenerationChoice: Hashable, Sendable {
    /// Which certificate.
    public enum Subject: String, CaseIterable, Hashable, Sendable {
        case identity
        /// The root, and the identity under it.
        case root
    }

    /// Which certificate is regenerated.
    public var subject: Subject
    /// Whether it keeps its key: clients that trust the old root then still trust this server.
    public var keepsKey: Bool

    /// The default reason in the journal; nil for an identity, which is regenerated all the time.
    public var reason: String? {
        subject == .identity ? nil : keepsKey ? "the root, with its key" : "the root, with a new key"
    }

    /// A choice; where nothing is said about the key, the identity gets a new one and the root keeps its own.
    public init(_ subject: Subject, keepsKey: Bool? = nil) {
        self.subject = subject
        self.keepsKey = keepsKey ?? (subject == .root)
    }

    /// What a change of a server's names regenerates: the root is called by its naming.
    public init(changingNaming changesNaming: Bool) {
        if changesNaming { self.init(.root, keepsKey: false) } else { self.init(.identity) }
    }
}
