internal import Glibc
internal import ScreenKit

/// How much of a picture a slow line takes now, so that a key is answered soon: little is on its way at any moment, and what
/// comes next is of the newest picture.
///
/// A pseudo-terminal, and the console of a virtual machine, never say how much they still hold: the clock and the speed do.
struct SlowLine {
    /// The bytes that it carries in a second.
    let rate: Double
    /// How much was on its way at that moment.
    private var sent = 0.0
    private var asOf = ContinuousClock.now
    /// When a key was pressed last.
    private var lastKey = ContinuousClock.now - .seconds(60)

    /// What may be on its way, in seconds of the line.
    private static let most = 0.25
    /// After how long without a key the rows that can wait are painted.
    private static let rest = Duration.milliseconds(300)

    init(rate: Double) { self.rate = rate }

    /// The line behind a terminal, if it is slow: by its speed, or because the operator says so.
    init?(_ descriptor: Int32, _ modes: termios, isSaid: Bool) {
        var modes = modes
        let speed = Self.bitsPerSecond(cfgetospeed(&modes))
        let isLine = TerminalDevice(descriptor)?.isLine == true
        if isLine, let speed {
            self.init(rate: Double(speed) / Self.bitsPerByte)
        } else if isSaid {
            self.init(rate: Self.usual / Self.bitsPerByte)
        } else {
            return nil
        }
    }

    /// A start bit, eight bits, and a stop bit.
    private static let bitsPerByte = 10.0
    /// The speed that is taken where no other is known.
    private static let usual = 9_600.0

    /// The speed of a slow line; nil for a faster one (termios(3)).
    static func bitsPerSecond(_ code: speed_t) -> Int? {
        let speeds: [(Int32, Int)] = [
            (B300, 300), (B600, 600), (B1200, 1_200), (B1800, 1_800), (B2400, 2_400), (B4800, 4_800), (B9600, 9_600),
            (B19200, 19_200), (B38400, 38_400),
        ]
        return speeds.first { speed_t($0.0) == code }?.1
    }

    mutating func pressed(at now: ContinuousClock.Instant = .now) { lastKey = now }

    /// Notes what was sent.
    mutating func send(_ bytes: Int, at now: ContinuousClock.Instant = .now) {
        sent = waiting(at: now) + Double(bytes)
        asOf = now
    }

    /// How many bytes are on their way.
    func waiting(at now: ContinuousClock.Instant = .now) -> Double {
        max(sent - rate * max(Self.seconds(now - asOf), 0), 0)
    }

    /// How many bytes may be sent now. `queued` is what the terminal says that it holds.
    func room(queued: Int, at now: ContinuousClock.Instant = .now) -> Int {
        Int(rate * Self.most - max(waiting(at: now), Double(queued)))
    }

    /// How long the line takes until there is room for half of what it may hold.
    func pause(queued: Int, at now: ContinuousClock.Instant = .now) -> Duration {
        let excess = max(waiting(at: now), Double(queued)) - rate * Self.most / 2
        return .milliseconds(max(Int((excess / rate * 1_000).rounded(.up)), 5))
    }

    /// How long it is until the rows are painted that can wait; nil where that is now.
    func restLeft(at now: ContinuousClock.Instant = .now) -> Duration? {
        let left = Self.rest - (now - lastKey)
        return left > .zero ? left : nil
    }

    private static func seconds(_ duration: Duration) -> Double {
        let (seconds, attoseconds) = duration.components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}

/// What it takes to turn one row into another.
enum RowCost {
    /// Putting the cursor somewhere, a change of attributes, and erasing to the end of the line, on a vt100, in bytes.
    private static let (place, attributes, erase) = (8, 9, 3)

    /// The bytes, about; `isPlain` says whether a style has no attributes.
    static func bytes(from old: ArraySlice<Cell>, to new: ArraySlice<Cell>, isPlain: (Style) -> Bool) -> Int {
        let end = (new.lastIndex { $0 != .blank() && !($0.text == " " && isPlain($0.style)) } ?? new.startIndex - 1) + 1
        var cost = 0
        var last: Int?
        var style = Style.normal
        for index in new.indices where index < end {
            let before = index - new.startIndex < old.count ? old[old.startIndex + index - new.startIndex] : .blank()
            let cell = new[index]
            guard cell != before else { continue }
            let gap = last.map { index - $0 - 1 }
            // A short gap is written again.
            cost += gap.map { min($0, place) } ?? place
            if cell.style != style, !(isPlain(cell.style) && isPlain(style)) { cost += attributes }
            style = cell.style
            cost += cell.isContinuation ? 0 : cell.text.utf8.count
            last = index
        }
        if !isPlain(style) { cost += attributes }
        let isCleared = old.dropFirst(end - new.startIndex).contains { $0.text != " " || !isPlain($0.style) }
        return cost + (isCleared ? place + erase : 0)
    }
}
