/// A step of an entry's chain.
public struct ChainLink: Hashable, Sendable {
    /// The entry in the list; nil where the certificate is trusted without being there or, with a problem, missing.
    public let entry: Int?
    /// What it is called.
    public let name: String
    /// What is wrong with this step; nil where nothing is.
    public let problem: String?

    /// A step.
    public init(entry: Int?, name: String, problem: String?) {
        self.entry = entry
        self.name = name
        self.problem = problem
    }
}
