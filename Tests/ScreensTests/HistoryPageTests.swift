import CertificateModel
import ScreenKit
import Testing

@testable import Screens

@Suite("The generations of the store")
struct HistoryPageTests {
    private static let all: [GeneralName] = [.dns("ipo1.example.com"), .dns("new.example.com")]

    private static let entries = [
        ScreenSample.entry(4, isLive: true, names: all), ScreenSample.entry(3, names: all),
        HistoryEntry(generation: 2, isLive: false, contents: .damaged(problem: "its digest is another")),
        ScreenSample.entry(1, names: [all[0]], replacing: all),
    ]

    private func history() -> State {
        var state = ScreenSample.home()
        _ = state.update(.home(ScreenSample.facts()))
        #expect(state.press("h") == [.history])
        #expect(state.lines.contains { $0.contains("reading...") })
        _ = state.update(.history(Self.entries))
        return state
    }

    @Test("An earlier one is made live again after a question, from the list and from its own screen")
    func rollsBack() {
        for keys in [["Down"], ["Down", "Enter"]] {
            var state = history()
            for key in keys { _ = state.press(key) }
            #expect(state.press("b") == [] && Self.rolledBack(state.press("Enter")) == "3 enter")
            #expect(state.isBusy)
        }
    }

    @Test("Going back loses no name without y")
    func losing() {
        var state = history()
        _ = state.press("End", "b")
        #expect(state.lines.contains { $0.contains("A NAME IS LOST") })
        #expect(state.press("Enter") == [])
        _ = state.press("b")
        #expect(Self.rolledBack(state.press("y")) == "1 yes")
    }

    /// The generation that is made live, and the answer.
    private static func rolledBack(_ effects: [Effect]) -> String? {
        guard effects.count == 1, case .rollBack(let number, let consent) = effects[0] else { return nil }
        return "\(number) \(consent.giver)"
    }

    @Test("The live one and a damaged one cannot be made live", arguments: [[], ["Down", "Down"]] as [[String]])
    func neither(_ keys: [String]) {
        var state = history()
        for key in keys { _ = state.press(key) }
        #expect(state.press("b") == [] && !state.top.isDialog)
        _ = state.press("Enter")
        #expect(state.press("b") == [] && !state.top.isDialog)
    }

    @Test("One that was not served looks like no other: in the list, as a whole, and where it is asked for")
    func notServed() {
        for columns in [80, 40] {
            var state = ScreenSample.home(Size(columns: columns, rows: 24))
            _ = state.update(.home(ScreenSample.facts()))
            _ = state.press("h")
            _ = state.update(
                .history([
                    ScreenSample.entry(4, isLive: true, wasServed: true, names: Self.all),
                    ScreenSample.entry(3, wasServed: false, names: Self.all), ScreenSample.entry(2, names: Self.all),
                ]))
            #expect(state.lines.count { $0.contains("not served") } == 1, "\(columns)")
            _ = state.press("Down")
            for (key, text) in [("b", "it was not"), ("Esc", "not served"), ("Enter", "NO: an endpoint")] {
                _ = state.press(key)
                // Warnings come last.
                if key == "b" { _ = state.press("End") }
                #expect(state.lines.contains { $0.contains(text) }, "\(key)")
            }
        }
    }

    @Test("A refusal is said where it was asked, and nothing is changed")
    func refused() {
        var state = history()
        _ = state.press("Down", "b", "Enter")
        _ = state.update(.notSwitched(Refusal("generation \"3\" has ended", hint: "take another one")))
        #expect(state.lines.contains { $0.contains("has ended") })
        _ = state.press("Enter")
        #expect((state.top as? HistoryPage)?.selected == 1)
        #expect(state.press("b") == [] && Self.rolledBack(state.press("Enter")) == "3 enter")
    }

    @Test("That it cannot be read is said, and it is read again when a key asks for it")
    func unreadable() {
        var state = history()
        #expect(state.press("u") == [.history])
        _ = state.update(.noHistory(Refusal("no permission", hint: "become root")))
        #expect(state.lines.contains { $0.contains("no permission") })
        #expect(state.press("Enter") == [] && state.press("b") == [])
        #expect(state.press("u") == [.history])
        _ = state.update(.history([]))
        #expect(state.lines.contains { $0.contains("no generation") })
    }
}
