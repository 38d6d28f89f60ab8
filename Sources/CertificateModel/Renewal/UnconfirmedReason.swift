/// A reason for a renewal that a clock shows which may be wrong: a later run has to find the same before it counts.
public struct UnconfirmedReason: Hashable, Sendable {
    /// How many hours the two runs are apart at least.
    static let hours: Int64 = 12

    /// The reason.
    public let reason: RenewalReason
    /// When a run found it first; nil where none did yet.
    public let found: Timestamp?
    /// Whether the clock is known to be not synchronised, where others do not say.
    let isUnsynchronized: Bool

    /// A reason that is found by this clock, and was `found` before.
    init(_ reason: RenewalReason, found: Timestamp?, by clock: IgnitionClock) {
        self.reason = reason
        self.found = found
        isUnsynchronized = clock.isSynchronized == false
    }

    /// Whether it counts by this clock: that is reliable, or the first run is long enough ago.
    func isConfirmed(by clock: IgnitionClock) -> Bool {
        clock.isReliable || confirmedAt.map { $0 <= clock.reading } ?? false
    }

    /// From when on a run confirms it; nil where none found it yet.
    private var confirmedAt: Timestamp? { found?.adding(seconds: Self.hours * 3600) }

    /// What is found, and when it is due: one sentence without a full stop.
    public var sentence: String {
        let doubt = isUnsynchronized ? "is not synchronised" : "may not be synchronised"
        let condition =
            confirmedAt.map { "that is still so at \($0)" } ?? "two runs find that, \(Self.hours) hours apart"
        return "\(reason.sentence); the clock \(doubt), so a renewal is due only if \(condition)"
    }
}
