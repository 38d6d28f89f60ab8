import Glibc

/// A time limit on the monotonic clock (CLOCK_MONOTONIC, clock_gettime(2)), which nobody can set.
public struct Deadline: Sendable {
    /// Nanoseconds of that clock.
    private let end: Int64

    /// A deadline after `duration`, which is clamped to between zero and a century, so that sums do not overflow.
    public init(after duration: Duration) {
        let duration = min(max(duration, .zero), .seconds(36_525 * 86_400))
        let (seconds, attoseconds) = duration.components
        end = Self.now + seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }

    /// The time that is left, at least zero.
    public var remaining: Duration { .nanoseconds(max(0, end - Self.now)) }

    /// Whether the deadline has passed.
    public var hasPassed: Bool { end <= Self.now }

    /// Waits until a descriptor is ready for `events` or has an error (poll(2)), which the next call on it reports.
    /// Returns false if the deadline passes first.
    public func wait(for events: Int32, on descriptor: Int32) -> Bool {
        Self.wait(for: events, on: descriptor, until: self)
    }

    /// The same; without a deadline for ever.
    public static func wait(for events: Int32, on descriptor: Int32, until deadline: Deadline?) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: events), revents: 0)
        return withUnsafeMutablePointer(to: &entry) {
            poll(UnsafeMutableBufferPointer(start: $0, count: 1), until: deadline)
        }
    }

    /// Waits until one of the descriptors is ready or has an error. Returns false if the deadline passes first.
    static func poll(_ entries: UnsafeMutableBufferPointer<pollfd>, until deadline: Deadline?) -> Bool {
        while true {
            let count = Glibc.poll(entries.baseAddress, nfds_t(entries.count), deadline?.milliseconds ?? -1)
            if count > 0 { return true }
            // Poll again after EINTR: the signal's descriptor is ready then. Also poll again if the timeout was longer
            // than one poll(2) can wait.
            guard count == 0 ? deadline?.hasPassed == false : errno == EINTR else { return false }
        }
    }

    /// The clock, for pthread functions that take one.
    static var clock: clockid_t { CLOCK_MONOTONIC }

    /// The deadline as a time of that clock.
    var time: timespec { timespec(tv_sec: Int(end / 1_000_000_000), tv_nsec: Int(end % 1_000_000_000)) }

    /// The remaining time for poll(2), at most a day. It is rounded up: otherwise poll(2) would spin during the last
    /// millisecond.
    private var milliseconds: Int32 { Int32(min((max(0, end - Self.now) + 999_999) / 1_000_000, 86_400_000)) }

    private static var now: Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
