/// A generation of a store, as its history lists it.
public struct HistoryEntry: Hashable, Sendable {
    /// What is known of it.
    public enum Contents: Hashable, Sendable {
        /// Everything.
        case whole(HistoryRecord)
        /// Nothing but why it cannot be read, as one sentence without a full stop.
        case damaged(problem: String)
    }

    /// Its number.
    public let generation: Int
    /// Whether it is the one that servers read.
    public let isLive: Bool
    /// What is known of it: a generation that is damaged hides no other.
    public let contents: Contents

    /// A generation of this number and contents.
    public init(generation: Int, isLive: Bool, contents: Contents) {
        self.generation = generation
        self.isLive = isLive
        self.contents = contents
    }

    /// What its manifest says; nil where it is damaged.
    public var record: HistoryRecord? { if case .whole(let record) = contents { record } else { nil } }
}
