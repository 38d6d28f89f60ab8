/// Whether the live generation was handed to the servers that use it, as the journal knows it.
public enum HandoffState: Hashable, Sendable {
    /// It became live, and nothing was done about it since.
    case notTried
    /// Every hook succeeded, and the endpoints served it as far as they were asked.
    case done
    /// These hooks failed, or the endpoints did not serve it.
    case failed([HookOutcome])
}
