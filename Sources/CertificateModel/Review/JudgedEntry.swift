/// What was found of an entry: its chain, and the checks of a level.
public struct JudgedEntry: Hashable, Sendable {
    /// The chain, from the root, or the last that was found, to the entry.
    public let chain: [ChainLink]
    /// The checks.
    public let checks: [CheckResult]

    /// What was found.
    public init(chain: [ChainLink], checks: [CheckResult]) {
        self.chain = chain
        self.checks = checks
    }
}
