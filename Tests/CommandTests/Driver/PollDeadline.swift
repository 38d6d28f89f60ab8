import Glibc
import SoakSwitch

/// A time after which waiting is given up: nothing here waits for a fixed time, only until something is there.
struct PollDeadline {
    private let end: ContinuousClock.Instant

    /// Generous, for a machine that does twenty other things at once, and all that is long in the long runs; reached only by what
    /// would never come.
    init(seconds: Int = Soak.isOn ? 1800 : 120) { end = .now + .seconds(seconds) }

    /// Asks `isMet` again and again, and says whether it became true in time: most commands end after a few milliseconds,
    /// and what takes longer is asked for less often.
    func wait(until isMet: () throws -> Bool) rethrows -> Bool {
        var pause: Int32 = 1
        while try !isMet() {
            guard ContinuousClock.now < end else { return false }
            poll(nil, 0, pause)
            pause = min(pause + 1, 10)
        }
        return true
    }
}
