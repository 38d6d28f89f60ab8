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
    /// Whether the endpoints served it when they were last asked after a switch; nil where that is not known.
    public let wasServed: Bool?
    /// What was confirmed when it was made; nil where that is not known.
    public let confirmed: Confirmed?
    /// What was confirmed when it was made live again last; nil where it never was, or that is not known.
    public let confirmedReturn: Confirmed?
    /// What is to be confirmed before it becomes live again; nil where it is live, or cannot be read.
    public let rollback: Confirmation?
    /// What is known of it. A damaged generation does not hide the others.
    public let contents: Contents

    /// A generation of this number and contents.
    public init(
        generation: Int, isLive: Bool, wasServed: Bool? = nil, confirmed: Confirmed? = nil,
        confirmedReturn: Confirmed? = nil, rollback: Confirmation? = nil, contents: Contents
    ) {
        self.generation = generation
        self.isLive = isLive
        self.wasServed = wasServed
        self.confirmed = confirmed
        self.confirmedReturn = confirmedReturn
        self.rollback = rollback
        self.contents = contents
    }

    /// `wasServed` in words, to follow a label like `served`; nil where it is not known.
    public var servedSentence: String? {
        wasServed.map {
            $0 ? "yes, by every endpoint that was asked" : "NO: an endpoint served something else after the switch"
        }
    }

    /// What its manifest says; nil where it is damaged.
    public var record: HistoryRecord? { if case .whole(let record) = contents { record } else { nil } }
}
