import CertificateModel
import ScreenKit
import Testing

@testable import Screens

@Suite("What changes the server")
struct OperationTests {
    private func home(isImported: Bool = false) -> State {
        var state = ScreenSample.home()
        _ = state.update(.home(ScreenSample.facts(isImported: isImported)))
        return state
    }

    /// A home screen that shows what was prepared, of which `lost` names would go.
    private func prepared(losing lost: [GeneralName] = []) -> State {
        var state = home()
        #expect(state.press("i", "Enter") == [.prepare(RegenerationChoice(.identity), nil, id: 1)])
        #expect(state.update(.prepared(ScreenSample.preview(1, losing: lost))) == [])
        return state
    }

    /// The preparation that is written, and the answer.
    private static func regenerated(_ effects: [Effect]) -> String? {
        guard effects.count == 1, case .regenerate(let id, let consent) = effects[0] else { return nil }
        return "\(id) \(consent.giver)"
    }

    static let written = SwitchedGeneration(
        generation: 5, rootFingerprint: String(repeating: "0a", count: 32),
        identityFingerprint: String(repeating: "0b", count: 32))

    @Test("The identity gets a new key and the root keeps its own, unless the operator says otherwise")
    func choices() {
        var state = home()
        #expect(state.press("i", "Space", "Enter") == [.prepare(RegenerationChoice(.root, keepsKey: true), nil, id: 1)])
        _ = state.press("Esc", "i", "Down", "Space")
        #expect(state.press("Enter") == [.prepare(RegenerationChoice(.identity, keepsKey: true), nil, id: 2)])
        _ = state.press("Esc", "i", "Down", "Space", "Up", "Space")
        #expect(state.press("Enter") == [.prepare(RegenerationChoice(.root, keepsKey: true), nil, id: 3)])
    }

    @Test("What was prepared is written by its number, after a question")
    func writes() {
        var state = prepared()
        #expect(state.press("Enter") == [])
        #expect(!state.isBusy)
        #expect(Self.regenerated(state.press("Enter")) == "1 enter")
        #expect(state.isBusy)
        _ = state.update(.switched(Self.written))
        #expect(state.lines.contains { $0.contains("Generation 5 is live.") })
        _ = state.update(.handingOff(.hookStarts(name: "10-nginx", number: 1, count: 1)))
        #expect(state.lines.contains { $0.contains("\"10-nginx\" runs (1 of 1)") })
        #expect(state.update(.handedOff(HandoffOutcome())) == [.refresh])
        #expect(!state.isBusy)
        _ = state.press("Enter")
        #expect(state.top is HomePage)
    }

    @Test("Enter alone never loses a name: only y does", arguments: ["Enter", "Esc", "n", "Space", "Tab"])
    func losing(_ key: String) {
        let lost = GeneralName.dns("old.example.com")
        var state = prepared(losing: [lost])
        _ = state.press("Enter")
        #expect(
            state.lines.contains { $0.contains("A NAME IS LOST") } && state.lines.contains { $0.contains("\(lost)") })
        #expect(state.press(key) == [] && state.press("Enter") == [])
        #expect(!state.isBusy)
        while state.top.isDialog { _ = state.press("Esc") }
        _ = state.press("Enter")
        #expect(Self.regenerated(state.press("y")) == "1 yes")
    }

    @Test("What did not go well begins with the hook that failed, and endpoints with the same advice share it")
    func problems() throws {
        var state = prepared()
        _ = state.press("Enter", "Enter")
        _ = state.update(.switched(Self.written))
        let old = ServedState.Answer.outdated(generation: 4)
        _ = state.update(
            .handedOff(
                HandoffOutcome(
                    hooks: [HookOutcome(name: "10-nginx", result: .failed(status: 3))],
                    served: [
                        ServedState(endpoint: "a:443", answer: old),
                        ServedState(endpoint: "a:443", answer: old, isNamed: false),
                        ServedState(
                            endpoint: "b:443", answer: .failed(problem: "\"b:443\" is silent", hint: "start it")),
                    ])))
        let lines = state.lines.map { $0.drop { $0 == " " } }
        let found = ["× the deploy hook", "× \"a:443\" still", "× \"a:443\", asked without SNI", "× \"b:443\" is"]
        let places = try found.map { text in try #require(lines.firstIndex { $0.hasPrefix(text) }, "\(text)") }
        #expect(places == places.sorted())
        #expect(lines.count { $0.hasPrefix("hint: let that server read") } == 1)
        #expect(lines.count { $0.hasPrefix("hint: ") } == 3)
    }

    @Test("Nobody who says no has anything written", arguments: [["Esc"], ["n"], ["Right", "x", "N"]])
    func declining(_ keys: [String]) {
        var state = prepared()
        _ = state.press("Enter")
        for key in keys { #expect(state.press(key) == []) }
        #expect(state.context.operation == nil)
        #expect(!state.top.isDialog)
        #expect(state.top is DifferencePage)
        #expect(state.press("Esc") == [.discard(id: 1)])
    }

    @Test("What could not be written is still there, to be written again")
    func failures() {
        var state = prepared()
        _ = state.press("Enter", "Enter")
        let refusal = Refusal("another run holds the store", hint: "try again")
        #expect(state.update(.notSwitched(refusal)) == [])
        #expect(state.lines.contains { $0.contains(refusal.problem) })
        _ = state.press("Enter")
        _ = state.press("Enter")
        #expect(Self.regenerated(state.press("Enter")) == "1 enter")
    }

    @Test("A preparation that was left comes to nothing, whenever it is done")
    func abandoned() {
        var state = home()
        _ = state.press("i", "Enter", "Esc")
        #expect(state.top is HomePage)
        #expect(state.update(.prepared(ScreenSample.preview(1))) == [.discard(id: 1)])
        #expect(state.top is HomePage)
        _ = state.press("i", "Enter")
        // The first one of the same choice is not the second one: another key was made for it.
        #expect(state.update(.prepared(ScreenSample.preview(1))) == [.discard(id: 1)])
        #expect(state.update(.notPrepared(id: 1, Refusal("too late", hint: ""))) == [])
        #expect(!state.top.isDialog)
        #expect(state.update(.prepared(ScreenSample.preview(2))) == [])
        #expect((state.top as? DifferencePage)?.preview.id == 2)
    }

    @Test(
        "One thing at a time: while one goes on, no key begins another",
        arguments: ["i", "a", "b", "h", "Enter", "Esc"])
    func oneAtATime(_ key: String) {
        var state = prepared()
        _ = state.press("Enter", "Enter")
        #expect(state.press(key) == [])
        _ = state.update(.switched(Self.written))
        #expect(state.press(key) == [])
        #expect(state.top is ResultPage || state.top.isDialog)
        var saving = home()
        #expect(saving.press("a", "y") == [.renewAutomatically(false)])
        #expect(saving.press("a") == [])
        #expect(saving.press("i", "Enter").allSatisfy { if case .prepare = $0 { false } else { true } })
    }

    @Test("Events of what is not going on change nothing")
    func strays() {
        let events: [Event] = [
            .prepared(ScreenSample.preview(7)), .notPrepared(id: 7, Refusal("a", hint: "b")), .switched(Self.written),
            .notSwitched(Refusal("a", hint: "b")), .handingOff(.waiting), .handingOff(.goingBack(generation: 1)),
            .handedOff(HandoffOutcome()), .renewalNotSaved(Refusal("a", hint: "b")),
        ]
        for event in events {
            var state = home()
            let before = state.lines
            _ = state.update(event)
            #expect(state.lines == before && state.context.operation == nil && !state.top.isDialog)
        }
    }

    @Test("Whoever leaves meanwhile leaves once it has ended, and not before", arguments: ["q", "^X", "^C", "F10"])
    func leaving(_ key: String) {
        var state = prepared()
        _ = state.press("Enter", "Enter")
        #expect(state.press(key) == [])
        _ = state.update(.switched(Self.written))
        #expect(state.update(.handedOff(HandoffOutcome())) == [.quit(.left)])
        var failing = prepared()
        _ = failing.press("Enter", "Enter", key)
        #expect(failing.update(.notSwitched(Refusal("no room", hint: "make some"))) == [])
        #expect(failing.press("Enter") == [] && failing.press(key) == [.quit(.left)])
    }

    @Test("A third party's certificates are not issued anew: the key says what to do instead")
    func imported() {
        var state = home(isImported: true)
        #expect(state.press("a") == [])
        #expect(state.press("i") == [] && state.press("Enter") == [])
        #expect(state.lines.contains { $0.contains("keyturn request") })
        _ = state.press("Esc")
        #expect(state.top is HomePage)
    }

    @Test("Other certificates than before take nothing away from what is being looked at")
    func otherEntries() {
        var state = prepared()
        _ = state.update(.counted(2, isAll: true))
        _ = state.press("Tab", "d")
        _ = state.update(.counted(0, isAll: false))
        _ = state.update(.counted(3, isAll: true))
        #expect(state.top is TextPage)
        _ = state.press("Esc")
        #expect(state.top is DifferencePage)
    }
}
