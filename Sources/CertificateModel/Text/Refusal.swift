/// What the operator gave cannot be taken: one sentence that names the thing in quotes, and what would be right.
///
/// The wizard, the answers file and the command line all show the same two sentences, because all three parse with the
/// initialisers that throw them.
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong: one sentence without a final full stop, the offending text in double quotes.
    public let problem: String
    /// What would be right, or what to do: one sentence without a final full stop.
    public let hint: String

    /// Makes a refusal from its two sentences.
    public init(_ problem: String, hint: String) {
        self.problem = problem
        self.hint = hint
    }

    /// Both sentences, as standard error shows them.
    public var description: String { "\(problem)\nhint: \(hint)" }
}
