/// What became of a switch to another generation outside of the store: the deploy hooks, and what is served.
public struct HandoffOutcome: Hashable, Sendable {
    /// The hooks, in the order in which they ran.
    public var hooks: [HookOutcome]
    /// What each endpoint serves, once it serves the new identity or its time is over.
    public var served: [ServedState]
    /// The generation that was made live again because the new one was not proved to be served; nil where none was.
    public var wentBackTo: Int?
    /// What else could not be done, a sentence each.
    public var warnings: [String]

    /// An outcome of these parts.
    public init(
        hooks: [HookOutcome] = [], served: [ServedState] = [], wentBackTo: Int? = nil, warnings: [String] = []
    ) {
        self.hooks = hooks
        self.served = served
        self.wentBackTo = wentBackTo
        self.warnings = warnings
    }

    /// Whether every hook succeeded.
    public var hasDeployed: Bool { hooks.allSatisfy(\.hasSucceeded) }

    /// Whether every endpoint serves the new identity.
    public var isProven: Bool { served.allSatisfy { $0.answer == .asStored } }

    /// What did not go well, and what to do. The rollback is first, then the hooks, then the endpoints: a failed hook
    /// often explains why an endpoint does not serve the new identity. `hookHint` is the hint for a failed hook, in the
    /// words of the front end.
    public func problems(hookHint: String) -> [Refusal] {
        var problems: [Refusal] = []
        if let wentBackTo {
            problems.append(
                Refusal(
                    "the new certificates were not served, and generation \(wentBackTo) is live again",
                    hint: "check the server that did not serve them, and try again"))
        }
        problems += hooks.filter { !$0.hasSucceeded }.map { Refusal($0.sentence, hint: hookHint) }
        problems += served.compactMap { state in
            guard let advice = state.advice else { return nil }
            // The generation that it was found to serve is live again.
            if let wentBackTo, state.answer == .outdated(generation: wentBackTo) {
                return Refusal("\(state.subject) did not serve the new identity", hint: advice)
            }
            return Refusal(state.sentence, hint: advice)
        }
        return problems
    }
}
