import Glibc

/// A moment at which waiting ends, by the clock that nobody sets (CLOCK_MONOTONIC, clock_gettime(2)).
struct Deadline {
    /// Nanoseconds on that clock.
    private let end: Int64

    /// As far away as `duration`, of which less than nothing is nothing, and more than a day is a day: no sum of such
    /// numbers overflows.
    init(after duration: Duration) {
        let duration = min(max(duration, .zero), .seconds(86_400))
        let (seconds, attoseconds) = duration.components
        end = Self.now + seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }

    /// The time that is left; not less than nothing.
    var remaining: Duration { .nanoseconds(max(0, end - Self.now)) }

    /// Whether no time is left.
    var hasPassed: Bool { end <= Self.now }

    /// Waits until a descriptor is ready for `events` (poll(2)), or fails with it, which the next call on it will say; false
    /// where the deadline passes first.
    func wait(for events: Int32, on descriptor: Int32) -> Bool {
        while true {
            let left = max(0, end - Self.now)
            var entry = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
            // Rounded up, so that it does not spin through the last millisecond.
            let ready = poll(&entry, 1, Int32((left + 999_999) / 1_000_000))
            if ready > 0 { return true }
            if ready == 0 || errno != EINTR { return false }
        }
    }

    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
