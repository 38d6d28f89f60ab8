import CertificateModel
import ScreenKit
import Testing

@testable import Screens

@Suite("The screens of an entry")
struct EntryTests {
    private func opened(_ entries: Int = 10, _ names: [GeneralName] = []) -> State {
        var state = ScreenSample.list(entries: entries)
        _ = state.update(.summarized(first: 0, ScreenSample.summaries(0..<entries)))
        #expect(state.press("Enter") == [.open(0), .judge(0, .medium)])
        _ = state.update(.opened(0, ScreenSample.opened(names)))
        return state
    }

    @Test("Only the last few entries are kept")
    func bounded() {
        var state = opened(200)
        for entry in 1..<200 {
            #expect(state.press("Right") == [.open(entry), .judge(entry, .medium)])
            _ = state.update(.opened(entry, ScreenSample.opened()))
            _ = state.update(.judged(entry, .medium, JudgedEntry(chain: [], checks: [])))
        }
        #expect(state.context.reviewed.opened.count == 4)
        #expect(state.context.reviewed.judged.count == 4)
        #expect(state.press("Left") == [])
        _ = state.press("Left", "Left")
        #expect(state.press("Left") == [.open(195), .judge(195, .medium)])
    }

    @Test("What was asked for is asked for once, and an answer for another screen disturbs nothing")
    func once() {
        var state = ScreenSample.list(entries: 10)
        #expect(state.press("Enter") == [.open(0), .judge(0, .medium)])
        #expect(state.press("Esc", "Enter") == [])
        #expect(state.update(.opened(7, ScreenSample.opened())) == [])
        #expect(state.lines.contains { $0.contains("reading...") })
    }

    @Test("The level goes through all of them, and each is asked for")
    func levels() {
        var state = opened()
        #expect(state.press("c") == [])
        for level in [3, 4, 5, 0, 1] { #expect(state.press("l") == [.judge(0, CheckLevel.all[level])]) }
        // The first was asked for when the entry was opened.
        #expect(state.press("l") == [])
    }

    @Test("Every further row can be reached, and no key goes beyond it")
    func rows() {
        var state = opened()
        for _ in 0..<40 { _ = state.press("Down") }
        #expect((state.top as? CertificatePage)?.selected == 17)
        _ = state.press("Home", "Up", "PgUp")
        #expect((state.top as? CertificatePage)?.selected == 0)
    }

    @Test("n and N go around the matches")
    func matches() {
        var state = opened(10, [.dns("a.example.com"), .dns("b.example.com")])
        _ = state.press("/", "VALID")
        var visited: [Int] = []
        func selected() -> Int { (state.top as? CertificatePage)?.selected ?? -1 }
        visited.append(selected())
        _ = state.press("Enter")
        for key in ["n", "n", "N"] {
            _ = state.press(key)
            visited.append(selected())
        }
        #expect(visited == [7, 8, 7, 8])
        _ = state.press("/", "Esc")
        #expect(state.context.reviewed.needle.isEmpty)
    }

    @Test("A comparison asks for what it lacks, and lists the names one by one")
    func comparison() {
        var state = opened(10, [.dns("a.example.com"), .dns("b.example.com")])
        _ = state.press("m", "Right")
        #expect(state.press("=") == [])
        _ = state.update(.opened(1, ScreenSample.opened([.dns("b.example.com"), .dns("c.example.com")])))
        let text = state.lines.joined(separator: "\n")
        #expect(text.contains("- DNS:a.example.com (lost)"))
        #expect(text.contains("+ DNS:c.example.com (gained)"))
        _ = state.press("o")
        #expect(!state.lines.contains { $0.contains("Serial Number") })
        _ = state.update(.resized(Size(columns: 50, rows: 20)))
        #expect(state.lines.contains { $0.contains("- DNS:a.example.com (lost)") })
    }

    @Test("Every screen is left at once, by the keys that leave", arguments: ["q", "^X", "^C", "F10"])
    func leaving(_ key: String) {
        for way in [[], ["d"], ["x"], ["p"], ["t"], ["c"], ["^G"]] {
            var state = opened()
            for step in way { _ = state.press(step) }
            // In the help q only closes it.
            if way == ["^G"], key == "q" || key == "F10" { continue }
            #expect(state.press(key) == [.quit(.left)], "\(way)")
        }
    }

    @Test("Where text is typed, only the keys with Control leave")
    func typing() {
        var state = ScreenSample.list(entries: 3)
        _ = state.press("/")
        #expect(!state.press("q").contains(.quit(.left)))
        #expect(state.context.reviewed.list.arrangement.filter == "q")
        #expect(state.press("^C") == [.quit(.left)])
    }
}
