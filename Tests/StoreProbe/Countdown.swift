import Synchronization

/// Says when something has come for the n-th time.
final class Countdown: Sendable {
    private let rest: Mutex<Int>

    init(_ count: Int) {
        rest = Mutex(count)
    }

    func ends() -> Bool {
        rest.withLock {
            $0 -= 1
            return $0 == 0
        }
    }
}
