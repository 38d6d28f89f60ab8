/// When `watch` renews: once the host's addresses have settled, and once more after the pause that a renewal may have to keep.
public struct RenewalSchedule: Sendable {
    /// A moment of the clock that nobody sets.
    public typealias Moment = ContinuousClock.Instant

    /// Why there is something to do.
    public enum Occasion: Hashable, Sendable {
        /// The addresses have changed, and settled since.
        case changes
        /// What an earlier renewal postponed, or failed to do, is to be made up for.
        case makeUp
    }

    /// How long an address may keep changing before it is renewed all the same.
    static let longestSettling = Duration.seconds(300)
    /// From the end of a renewal. The clock of the certificates may be corrected a little meanwhile.
    static let makeUpAfter = Duration.seconds(RenewalOutlook.pause + 10)

    private let settling: Duration
    /// The first and the last change that nothing was done about yet.
    private var changed: (first: Moment, last: Moment)?
    /// At most two, in order: after the first renewal that is to be made up for, and after the last one.
    private var makeUps: [Moment] = []

    /// A schedule with nothing in it. Addresses have settled once they have not changed for so long.
    public init(settling: Duration) { self.settling = settling }

    /// When there is something to do next; nil where that is up to a change.
    public var next: Moment? { [settled, makeUps.first].compactMap(\.self).min() }

    /// Notes that addresses have changed.
    public mutating func noteChange(at now: Moment) { changed = (changed?.first ?? now, now) }

    /// Notes the end of a renewal other than one that made up for another.
    public mutating func noteRenewal(at now: Moment) {
        // Changes that go on do not put the first one off.
        makeUps = makeUps.prefix(1) + [now + Self.makeUpAfter]
    }

    /// Takes what is to be done now; nil where it is too early.
    public mutating func take(at now: Moment) -> Occasion? {
        if let settled, settled <= now {
            changed = nil
            return .changes
        }
        guard let first = makeUps.first, first <= now else { return nil }
        makeUps.removeFirst()
        return .makeUp
    }

    private var settled: Moment? {
        changed.map { min($0.last + settling, $0.first + max(settling, Self.longestSettling)) }
    }
}
