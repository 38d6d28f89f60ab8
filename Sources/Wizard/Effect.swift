public import CertificateModel

/// What the wizard asks the world to do; the answer comes back as an event.
public enum Effect: Hashable, Sendable {
    /// Ask reverse DNS for the name of an address.
    case askReverseDNS(IPAddress)
    /// Sign the certificates of a server, at this clock or at the present one where it is nil.
    case prepare(ServerIdentity, Profile, IgnitionClock?)
    /// Write the certificates that were prepared for this plan.
    case commit(Plan)
    /// Write the answers to a file.
    case saveAnswers(Answers, path: String)
    /// Paint the whole screen again.
    case redraw
    /// Give the terminal back and end.
    case quit(Outcome)
}

/// How the wizard ended.
public enum Outcome: Hashable, Sendable {
    /// The certificates are written.
    case ignited
    /// The operator left before that.
    case left
}
