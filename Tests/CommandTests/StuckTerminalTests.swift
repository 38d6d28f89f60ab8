import Glibc
import Testing

@Suite("On a terminal that takes no output any more", .ownThread)
struct StuckTerminalTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// The program, which has more to write than the terminal takes.
    private func stuck(_ options: [String], asking question: String, pressing keys: String) throws -> TerminalChild {
        let terminal = try TerminalChild(
            [Program.path(), "--store", scratch.store] + options,
            environment: Tool.environment.merging(["TERM": "xterm"]) { $1 })
        try terminal.wait(for: question)
        let all = Array(repeatElement(keys.utf8, count: (64 << 10) / keys.utf8.count).joined())
        // Nobody reads: once it takes no keys either, it waits for the terminal.
        var (sent, last) = (0, ContinuousClock.now)
        let isStuck = PollDeadline().wait {
            let count = terminal.press(all[sent...].prefix(256))
            sent = (sent + count) % (all.count - 256)
            if count > 0 { last = .now }
            return .now - last > .milliseconds(500)
        }
        try #require(isStuck && terminal.end == nil)
        return terminal
    }

    @Test("a signal still ends the program, within seconds", arguments: [SIGTERM, SIGHUP, SIGINT])
    func screens(number: Int32) throws {
        let terminal = try stuck([], asking: "Begin", pressing: "\u{0C}")
        kill(terminal.process, number)
        #expect(PollDeadline(seconds: 10).wait { terminal.end != nil })
        #expect(terminal.end == -number)
    }

    @Test("the same holds line by line", arguments: [SIGTERM, SIGHUP])
    func plain(number: Int32) throws {
        let terminal = try stuck(["--ui", "plain"], asking: "Who issues", pressing: "?\n")
        kill(terminal.process, number)
        #expect(PollDeadline(seconds: 10).wait { terminal.end != nil })
        #expect(terminal.end == -number)
    }
}
