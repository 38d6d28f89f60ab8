/// What a hand-off is busy with, for whoever waits.
public enum HandoffStage: Hashable, Sendable {
    /// The deploy hooks run.
    case hooks
    /// The endpoints are asked what they serve.
    case proof
    /// The previous generation is made live again, and the deploy hooks run for it.
    case goingBack

    /// What is going on, as a sentence that is not over.
    public var sentence: String {
        switch self {
        case .hooks: "Running the deploy hooks..."
        case .proof: "Asking the servers what they serve..."
        case .goingBack: "Going back to the previous generation..."
        }
    }
}
