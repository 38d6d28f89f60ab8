import Glibc

/// A moment at which waiting ends, by the clock that nobody sets (CLOCK_MONOTONIC, clock_gettime(2)).
public struct Deadline: Sendable {
    /// Nanoseconds on that clock.
    private let end: Int64

    /// A deadline after `duration`, clamped to between zero and a century: no sum of such numbers overflows.
    public init(after duration: Duration) {
        let duration = min(max(duration, .zero), .seconds(36_525 * 86_400))
        let (seconds, attoseconds) = duration.components
        end = Self.now + seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }

    /// The time that is left; never negative.
    public var remaining: Duration { .nanoseconds(max(0, end - Self.now)) }

    /// Whether no time is left.
    public var hasPassed: Bool { end <= Self.now }

    /// Waits until a descriptor is ready for `events` (poll(2)), or fails with it, which the next call on it will say; false
    /// where the deadline passes first.
    public func wait(for events: Int32, on descriptor: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
        return withUnsafeMutablePointer(to: &entry) {
            Self.poll(UnsafeMutableBufferPointer(start: $0, count: 1), until: self)
        }
    }

    /// Waits until one of the descriptors is ready, or fails; false where the deadline passes first, if there is one.
    static func poll(_ entries: UnsafeMutableBufferPointer<pollfd>, until deadline: Deadline?) -> Bool {
        while true {
            let count = Glibc.poll(entries.baseAddress, nfds_t(entries.count), deadline?.milliseconds ?? -1)
            if count > 0 { return true }
            // Poll again after a signal, whose own descriptor is ready in the next round, and where the time is longer than
            // one poll(2) can wait.
            guard count == 0 ? deadline?.hasPassed == false : errno == EINTR else { return false }
        }
    }

    /// The clock, for waits that choose one, as pthread_cond_clockwait(3) does.
    static var clock: clockid_t { CLOCK_MONOTONIC }

    /// The moment, on that clock.
    var time: timespec { timespec(tv_sec: Int(end / 1_000_000_000), tv_nsec: Int(end % 1_000_000_000)) }

    /// What is left as poll(2) takes it: rounded up, so that it does not spin through the last millisecond, and no more
    /// than a day.
    private var milliseconds: Int32 { Int32(min((max(0, end - Self.now) + 999_999) / 1_000_000, 86_400_000)) }

    private static var now: Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
