/// The files of a generation do not belong together.
public struct VerificationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong: one sentence without a final full stop, the file in double quotes.
    public let problem: String
    /// What to do: one sentence without a final full stop.
    public let hint: String

    /// An error of these two sentences.
    public init(_ problem: String, hint: String) {
        self.problem = problem
        self.hint = hint
    }

    /// Both sentences, as standard error shows them.
    public var description: String { "\(problem)\nhint: \(hint)" }
}
