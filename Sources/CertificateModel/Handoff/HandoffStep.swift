/// What is going on while a switch is handed to the servers, which may take a minute.
public enum HandoffStep: Hashable, Sendable {
    /// Another run hands its generation to the servers first.
    case waiting
    /// A deploy hook was started: its file's name, and which one of how many it is.
    case hookStarts(name: String, number: Int, count: Int)
    /// It has ended.
    case hookEnded(HookOutcome)
    /// The endpoints are being asked what they serve, for so many more seconds at most: what each has answered so far.
    case asking([ServedState], secondsLeft: Int)
    /// An endpoint does not serve the new identity, and the generation before it is made live again.
    case goingBack(generation: Int)
}
