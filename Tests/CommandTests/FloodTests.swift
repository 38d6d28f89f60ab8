import Glibc
import Testing

@Suite("However much is typed at once", .ownThread)
struct FloodTests {
    private let scratch: Scratch
    private let terminal: TerminalChild

    /// A wizard that asks for the host name.
    init() throws {
        scratch = try Scratch()
        terminal = try TerminalChild(
            [Program.path(), "--store", scratch.store],
            environment: Tool.environment.merging(["TERM": "xterm"]) { $1 })
        try terminal.wait(for: "Begin")
        for text in ["Who issues", "Host name"] {
            let before = terminal.output.count
            terminal.press("\r")
            try terminal.wait(for: text, from: before)
        }
    }

    /// Types a text again and again, as much as the terminal takes, until it is enough.
    private func flood(with text: String, until isEnough: () -> Bool = { false }) {
        let all = Array(repeatElement(text.utf8, count: (512 << 10) / text.utf8.count).joined())
        var sent = 0
        _ = PollDeadline(seconds: 3).wait {
            // Whoever types also looks.
            while case let count = terminal.press(all[sent...]), count > 0 { sent += count }
            while terminal.read() > 0 {}
            return sent == all.count || isEnough()
        }
    }

    @Test("a signal ends the program at once", arguments: [SIGTERM, SIGHUP, SIGINT])
    func signals(number: Int32) throws {
        flood(with: "ab")
        let asked = ContinuousClock.now
        kill(terminal.process, number)
        let hasEnded = PollDeadline(seconds: 5).wait {
            terminal.read()
            return terminal.end != nil
        }
        #expect(hasEnded && terminal.end == -number, "\(ContinuousClock.now - asked)")
        #expect(terminal.text().contains("\u{1B}[?1049l"), "the main screen is back")
    }

    @Test("what came of the first keys is seen before the last ones are taken")
    func pictures() throws {
        let before = terminal.output.count
        flood(with: "ab") { terminal.text(from: before).contains("abab") }
        let isSeen = PollDeadline(seconds: 5).wait {
            terminal.read()
            return terminal.text(from: before).contains("abab")
        }
        #expect(isSeen)
    }

    @Test("a question is not answered by what was typed before it came")
    func question() throws {
        let before = terminal.output.count
        // The key that asks would also confirm. All of them wait before the first is taken.
        kill(terminal.process, SIGSTOP)
        terminal.press(String(repeating: "\u{18}", count: 4000))
        kill(terminal.process, SIGCONT)
        try terminal.wait(for: "Leave Keyturn?", from: before)
        try terminal.waitUntilRead()
        try #require(terminal.end == nil, "an old key has answered")
        let hasLeft = PollDeadline().wait {
            terminal.press("\u{18}")
            terminal.read()
            return terminal.end == 130
        }
        #expect(hasLeft, "\(terminal.end ?? 0): \(terminal.text(from: before))")
    }
}
