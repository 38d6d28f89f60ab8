import Synchronization

/// Says when something has come for the n-th time.
public final class Countdown: Sendable {
    private let rest: Mutex<Int>

    /// Ends with the call of this number.
    public init(_ count: Int) {
        rest = Mutex(count)
    }

    /// Whether this is the call of that number.
    public func ends() -> Bool {
        rest.withLock {
            $0 -= 1
            return $0 == 0
        }
    }
}
