/// Keys, their label in the footer, why they may be absent, and their action.
///
/// The footer and the handler read the same array, so they cannot disagree.
public struct KeyBinding<Action> {
    /// The keys; the first is the one the footer shows.
    public let keys: [Key]
    /// What they do, in a word or two. A binding without a label acts, and is not shown.
    public let label: String
    /// Why they do not act now, a sentence; nil where they act.
    public let absence: String?
    /// What they do.
    public let action: Action

    /// Binds keys to an action; `absence` says why it is not there now.
    public init(_ keys: [Key], _ label: String, unless absence: String? = nil, _ action: Action) {
        self.keys = keys
        self.label = label
        self.absence = absence
        self.action = action
    }

    /// Binds one key to an action.
    public init(_ key: Key, _ label: String, unless absence: String? = nil, _ action: Action) {
        self.init([key], label, unless: absence, action)
    }
}

extension KeyBinding: Sendable where Action: Sendable {}
extension KeyBinding: Equatable where Action: Equatable {}
extension KeyBinding: Hashable where Action: Hashable {}

extension Array {
    /// What that key does; the first binding that has it wins.
    public func action<Action>(for key: Key) -> Action? where Element == KeyBinding<Action> {
        first { $0.keys.contains(key) }.flatMap { $0.absence == nil ? $0.action : nil }
    }

    /// Why that key does nothing now, if a binding says so.
    public func absence<Action>(of key: Key) -> String? where Element == KeyBinding<Action> {
        first { $0.keys.contains(key) }?.absence
    }

    /// The footer for these bindings on a screen of that width, the most important ones first.
    public func footer<Action>(columns: Int) -> Footer where Element == KeyBinding<Action> {
        var hints: [(keys: [String], label: String)] = []
        for binding in self where !binding.label.isEmpty && binding.absence == nil {
            guard let key = binding.keys.first else { continue }
            if let last = hints.last, last.label == binding.label {
                hints[hints.count - 1].keys.append(key.name)
            } else {
                hints.append(([key.name], binding.label))
            }
        }
        return Footer(hints: hints.map { ($0.keys.joined(separator: "/"), $0.label) }, columns: columns)
    }
}
