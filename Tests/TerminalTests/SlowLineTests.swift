import Glibc
import ScreenKit
import Testing

@testable import Terminal

@Suite("A slow line")
struct SlowLineTests {
    @Test("takes a quarter of a second's worth at once, and more as the clock goes on")
    func room() {
        let start = ContinuousClock.now
        var line = SlowLine(rate: 960)
        #expect(line.room(queued: 0, at: start) == 240)
        line.send(200, at: start)
        #expect(line.room(queued: 0, at: start) == 40)
        #expect(line.room(queued: 0, at: start + .milliseconds(100)) == 136)
        // What a terminal says that it holds counts where it is more.
        #expect(line.room(queued: 500, at: start) == -260)
        #expect(line.room(queued: 0, at: start + .seconds(10)) == 240)
        line.send(960, at: start + .seconds(10))
        #expect(line.waiting(at: start + .milliseconds(10_500)) == 480)
        #expect(line.pause(queued: 0, at: start + .seconds(10)) == .milliseconds(875))
    }

    @Test("lets what follows the cursor wait until no key has come for a while")
    func rest() {
        let start = ContinuousClock.now
        var line = SlowLine(rate: 960)
        #expect(line.restLeft(at: start) == nil)
        line.pressed(at: start)
        #expect(line.restLeft(at: start) == .milliseconds(300))
        #expect(line.restLeft(at: start + .milliseconds(300)) == nil)
    }

    @Test(
        "is one of up to 38400 baud",
        arguments: [(B300, 300), (B9600, 9_600), (B38400, 38_400), (B57600, nil), (B115200, nil), (B0, nil)])
    func speeds(code: Int32, speed: Int?) { #expect(SlowLine.bitsPerSecond(speed_t(code)) == speed) }

    @Test("costs for a row what has to be sent, about")
    func costs() {
        func row(_ text: String, marker: String = " ", _ style: Style = .normal) -> ArraySlice<Cell> {
            var screen = Screen(size: Size(columns: 80, rows: 1))
            screen.put(marker, row: 0, column: 0)
            screen.put(text, row: 0, column: 1, style: style)
            return screen.row(0)
        }
        func cost(_ old: ArraySlice<Cell>, _ new: ArraySlice<Cell>) -> Int {
            RowCost.bytes(from: old, to: new, isPlain: Attributes.isPlain)
        }
        let text = String(repeating: "x", count: 70)
        #expect(cost(row(text), row(text)) == 0)
        #expect(cost(row(text), row(text, marker: ">")) <= 16)
        #expect((70...90).contains(cost(row(""), row(text))))
        #expect((1...16).contains(cost(row(text), row(""))))
        #expect(cost(row(""), row(text, .selected)) > cost(row(""), row(text)))
    }
}
