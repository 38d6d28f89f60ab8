import Glibc
import Testing

/// A pseudo-terminal that is read as slowly as a line of 9600 baud carries: what is on its way piles up in it.
final class DrainedTerminal {
    /// The bytes that such a line carries in a second.
    static let rate = 960.0

    private let child: TerminalChild
    private var asOf = ContinuousClock.now
    private var credit = 0.0
    /// The most that was ever on its way.
    private(set) var mostOnItsWay = 0

    init(_ words: [String], type: String) throws {
        child = try TerminalChild(words, environment: ["TERM": type, "LC_ALL": "C", "PATH": "/usr/bin:/bin"])
    }

    /// What has come.
    var output: [UInt8] { child.output }

    /// How many bytes have come.
    var count: Int { child.output.count }

    func press(_ text: String) { child.press(text) }

    /// Reads as the line does for so long.
    func drain(for duration: Duration) {
        let end = ContinuousClock.now + duration
        while .now < end { drain() }
    }

    /// Reads until nothing has come for a second.
    func settle() {
        var (last, before) = (ContinuousClock.now, count)
        while .now - last < .seconds(1) {
            drain()
            if count != before { (last, before) = (.now, count) }
        }
    }

    private func drain() {
        poll(nil, 0, 5)
        let now = ContinuousClock.now
        let (seconds, attoseconds) = (now - asOf).components
        credit += (Double(seconds) + Double(attoseconds) / 1e18) * Self.rate
        asOf = now
        var waiting: Int32 = 0
        guard ioctl(child.master, UInt(FIONREAD), &waiting) == 0, waiting > 0 else {
            // A line that was idle carries no more for it later; one that was busy does, whoever kept this from running.
            credit = min(credit, Self.rate / 10)
            return
        }
        mostOnItsWay = max(mostOnItsWay, Int(waiting))
        guard credit >= 1 else { return }
        credit -= Double(child.read(atMost: Int(credit)))
    }
}
