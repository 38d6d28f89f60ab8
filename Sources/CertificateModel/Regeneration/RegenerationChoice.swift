/// What an operator wants issued anew.
public struct RegenerationChoice: Hashable, Sendable {
    /// Which certificate.
    public enum Subject: String, CaseIterable, Hashable, Sendable {
        case identity
        /// The root, and the identity under it.
        case root
    }

    /// Which certificate is issued anew.
    public var subject: Subject
    /// Whether it keeps its key: then whoever trusts the root goes on trusting it.
    public var keepsKey: Bool

    /// Why certificates are issued anew where nobody says more, for the journal: an identity is, all the time.
    public var reason: String? {
        subject == .identity ? nil : keepsKey ? "the root, with its key" : "the root, with a new key"
    }

    /// A choice; where nothing is said about the key, the identity gets a new one and the root keeps its own.
    public init(_ subject: Subject, keepsKey: Bool? = nil) {
        self.subject = subject
        self.keepsKey = keepsKey ?? (subject == .root)
    }
}
