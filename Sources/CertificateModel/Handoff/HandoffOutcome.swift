/// What became of a switch to another generation outside of the store: the deploy hooks, and what is served.
public struct HandoffOutcome: Hashable, Sendable {
    /// The hooks, in the order in which they ran.
    public var hooks: [HookOutcome]
    /// What each endpoint serves, once it serves the new identity or its time is over.
    public var served: [ServedState]
    /// The generation that was made live again because the new one was not proved to be served; nil where none was.
    public var wentBackTo: Int?

    /// An outcome of these parts.
    public init(hooks: [HookOutcome] = [], served: [ServedState] = [], wentBackTo: Int? = nil) {
        self.hooks = hooks
        self.served = served
        self.wentBackTo = wentBackTo
    }

    /// Whether every hook succeeded.
    public var hasDeployed: Bool { hooks.allSatisfy(\.hasSucceeded) }

    /// Whether every endpoint serves the new identity.
    public var isProven: Bool { served.allSatisfy { $0.answer == .asStored } }
}
