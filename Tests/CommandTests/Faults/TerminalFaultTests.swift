import Glibc
import SoakSwitch
import Testing

@Suite("Screens in a terminal of any size", .ownThread)
struct TerminalFaultTests {
    /// How they end, or what comes before a signal ends them.
    private enum Ending: String, CaseIterable {
        case terminate = "SIGTERM"
        case interrupt = "SIGINT"
        case hangup = "SIGHUP"
        case quit = "SIGQUIT"
        case crash = "SIGSEGV"
        case gone = "the terminal goes away"
        case flood = "a flood of input"
        case resized = "a window of many sizes"
    }

    private struct Screen: Sendable, CustomStringConvertible {
        let rows, columns: UInt16
        let isReview: Bool
        let ending: Ending

        var description: String { "\(columns)x\(rows), \(isReview ? "review" : "wizard"), \(ending.rawValue)" }
    }

    private static let heights: [UInt16] = [1, 2, 3, 5, 8, 11, 12, 24, 60, 300]
    private static let widths: [UInt16] = [1, 2, 3, 7, 20, 39, 40, 80, 132, 500]

    @Test("end within their time, and give it back")
    func terminal() {
        let screens = Self.heights.flatMap { rows in
            Self.widths.flatMap { columns in
                Ending.allCases.flatMap { ending in
                    [false, true].map { Screen(rows: rows, columns: columns, isReview: $0, ending: ending) }
                }
            }
        }
        FaultRow.trying(.terminal, FaultRow.sample(screens, everyNth: 53)) { try Self.end($0) }
            .report(atLeast: Soak.isOn ? 1000 : 20)
    }

    private static func end(_ screen: Screen) throws -> FaultReport {
        let site = try FaultSite()
        let before = Files.tree(site.folder)
        let source = screen.isReview ? ["review", try ImportMaterial.path("good.pem")] : []
        let terminal = try TerminalChild(
            FaultSite.command(source, on: site.folder),
            environment: Tool.environment.merging(["TERM": "xterm"]) { $1 }, rows: screen.rows, columns: screen.columns)
        var report = FaultReport()
        // It has the terminal from here on, and has painted something.
        let hasBegun = PollDeadline().wait {
            terminal.read()
            return terminal.text().contains("\u{1B}[?1049h") || terminal.end != nil
        }
        if !hasBegun || terminal.end != nil { report.find(.silent, "it does not begin: \(terminal.text())") }
        if let wrong = report.timing({ finish(terminal, screen) }) { report.find(.silent, wrong) }
        if screen.ending != .gone {
            terminal.read()
            if !terminal.hasOldModes { report.find(.leftover, "the modes of the terminal are not those of before") }
            let text = terminal.text()
            let last = text.ranges(of: /\u{1B}\[\?1049[hl]/).last.map { text[$0] }
            if last?.hasSuffix("l") != true { report.find(.leftover, "the main screen is not back") }
            let cursor = text.ranges(of: /\u{1B}\[\?25[hl]/).last.map { text[$0] }
            if cursor?.hasSuffix("l") == true { report.find(.leftover, "the cursor is not back") }
        }
        let left = Set(Files.tree(site.folder)).subtracting(before)
        if !left.isEmpty { report.find(.leftover, "\(left)") }
        return report
    }

    /// Ends the program in this way; says how it ended, where that is another one.
    private static func finish(_ terminal: TerminalChild, _ screen: Screen) -> String? {
        var expected: [Int32] = []
        switch screen.ending {
        case .gone:
            terminal.hangUp()
            // The kernel's signal comes, or the end of the input before it.
            expected = [-SIGHUP, 130]
        case .flood, .resized, .terminate: expected = [-SIGTERM]
        case .interrupt: expected = [-SIGINT]
        case .hangup: expected = [-SIGHUP]
        case .quit: expected = [-SIGQUIT]
        case .crash: expected = [-SIGSEGV]
        }
        if screen.ending == .flood {
            let keys = Array(repeatElement("ab".utf8, count: 20_000).joined())
            var sent = 0
            while case let count = terminal.press(keys[sent...]), count > 0, sent < keys.count { sent += count }
        }
        if screen.ending == .resized {
            for (rows, columns) in zip(heights + heights.reversed(), widths.reversed() + widths) {
                terminal.resize(rows: rows, columns: columns)
                terminal.read()
            }
        }
        if screen.ending != .gone { kill(terminal.process, -expected[0]) }
        let hasEnded = PollDeadline(seconds: 5).wait {
            if screen.ending != .gone { terminal.read() }
            return terminal.end != nil
        }
        let isExpected = hasEnded && expected.contains(terminal.end ?? 0)
        return isExpected ? nil : "it ends with \(terminal.end.map { String($0) } ?? "nothing")"
    }
}
