/// The files of a generation do not belong together.
public struct VerificationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong: one sentence without a final full stop, the file in double quotes.
    public let problem: String
    /// What to do: one sentence without a final full stop.
    public let hint: String
    /// Whether a file could not be read, so that nothing is known of what it holds.
    public let isOfDisk: Bool

    /// An error of these two sentences.
    public init(_ problem: String, hint: String, isOfDisk: Bool = false) {
        self.problem = problem
        self.hint = hint
        self.isOfDisk = isOfDisk
    }

    /// Both sentences, as standard error shows them.
    public var description: String { "\(problem)\nhint: \(hint)" }
}
