import CertificateModel
import ScreenKit
import Testing

@testable import Screens

@Suite("What the home screen asks before it is done")
struct HomeQuestionTests {
    private func home() -> State {
        var state = ScreenSample.home()
        _ = state.update(.home(ScreenSample.facts()))
        return state
    }

    @Test("Renewal by itself is turned off and on after a question, and says so at once")
    func renewal() {
        var state = home()
        #expect(state.press("a") == [])
        #expect(state.lines.contains { $0.contains("Turn automatic renewal off?") })
        #expect(state.lines.contains { $0.contains("Written to /etc/keyturn/keyturn.toml") })
        #expect(state.press("y") == [.renewAutomatically(false)])
        #expect(state.lines.contains { $0.contains("saving...") })
        _ = state.update(.renewsAutomatically(false))
        #expect(state.lines.contains { $0.contains("not automatic") })
        #expect(state.press("a", "Enter") == [.renewAutomatically(true)])
        _ = state.update(.renewalNotSaved(Refusal("read-only", hint: "mend it")))
        #expect(state.lines.contains { $0.contains("read-only") })
        _ = state.press("Enter")
        #expect(state.lines.contains { $0.contains("not automatic") })
    }

    @Test("A letter says yes", arguments: ["y", "Y", "t", "T"])
    func letters(_ key: String) {
        var state = home()
        #expect(state.press("a", key) == [.renewAutomatically(false)])
    }

    @Test(
        "Nobody who says no has renewal turned off",
        arguments: [
            ["Esc"], ["Enter"], ["Right", "Left", "Enter"], ["Tab", "Tab", "Enter"], ["n"], ["N"], ["l"], ["L"],
            ["?", "y", "Esc", "n"],
        ])
    func keepsRenewal(_ keys: [String]) {
        var state = home()
        _ = state.press("a")
        for key in keys { #expect(state.press(key) == []) }
        #expect(state.context.operation == nil && !state.top.isDialog)
        #expect(state.lines.contains { $0.contains("automatic, due on") })
    }

    @Test("Deploy hooks that are owed are run again after a question, and no others")
    func hooks() {
        var state = home()
        #expect(state.press("n") == [] && !state.top.isDialog)
        _ = state.update(.home(ScreenSample.facts(.warning, remedy: .runHooks)))
        #expect(state.press("n", "Esc") == [] && state.context.operation == nil)
        #expect(state.press("n") == [])
        #expect(state.lines.contains { $0.contains("Run the deploy hooks again?") })
        #expect(state.press("Enter") == [.runHooks])
        #expect(state.isBusy)
        _ = state.update(.switched(OperationTests.written))
        #expect(state.lines.contains { $0.contains("Generation 5 stays live.") })
        #expect(state.update(.handedOff(HandoffOutcome())) == [.refresh])
        #expect(state.press("Enter") == [] && state.top is HomePage)
    }

    @Test("Names that are being changed are not lost by one key, wherever it is pressed", arguments: [[], ["^G"]])
    func change(_ before: [String]) {
        var state = home()
        _ = state.press("e")
        #expect(state.press("^X") == [.quit(.left)])
        _ = state.press("x")
        for key in before { _ = state.press(key) }
        #expect(!state.press("^X").contains(.quit(.left)))
        #expect(state.lines.contains { $0.contains("What you have typed is not kept.") })
        #expect(state.press("^X") == [.quit(.left)])
    }

    @Test("Names that are being changed are not lost by going back either, unless that is confirmed")
    func dropChange() {
        var state = home()
        _ = state.press("e", "Esc")
        #expect(state.top is HomePage)
        _ = state.press("e", "pbx", "Enter", "Esc")
        #expect(state.top is ServerPage, "Esc on a later page loses nothing, and asks nothing")
        for key in ["Esc", "Enter", "n", "s"] {
            _ = state.press("Esc")
            #expect(state.lines.contains { $0.contains("What you have typed is not kept.") })
            _ = state.press(key)
            #expect(state.top is ServerPage, "\(key)")
        }
        #expect(state.lines.contains { $0.contains("pbx") })
        _ = state.press("Esc", "g")
        #expect(state.top is HomePage)
        _ = state.press("e")
        #expect(!state.lines.contains { $0.contains("pbx") })
    }
}
