import CertificateModel
import ScreenKit
import Testing

@testable import Screens

@Suite("The home screen")
struct HomePageTests {
    @Test("shows what it is told last, and under what is not well the advice")
    func updates() {
        var state = ScreenSample.home()
        #expect(state.lines.contains { $0.contains("reading...") })
        _ = state.update(.home(ScreenSample.facts(.ok)))
        #expect(!state.lines.contains { $0.contains("do something") })
        _ = state.update(.home(ScreenSample.facts(.critical, ScreenSample.now.adding(seconds: 86_400))))
        #expect(state.lines.contains { $0.contains("do something about it") })
        #expect(state.context.reviewed.now == ScreenSample.now.adding(seconds: 86_400))
    }

    @Test(
        "names the key that does what is to be done, where there is one",
        arguments: [
            (.issue(.identity), "press i to regenerate"), (.issue(.root), "press i to regenerate"),
            (.issue(.imported), "i says how"), (.letGo(.identity), "press i to regenerate"),
            (.letGo(.imported), "i says how"), (.runHooks, "press n to run"),
            (.adopt(isImported: false), "run \"keyturn adopt\" if it was moved"),
            (.adopt(isImported: true), "i says how"),
            (
                .close(ExposedPath("/k", .rootKey), isImported: false),
                "run \"chmod 600\" on it, then press i and choose"
            ),
            (.close(ExposedPath("/k", .identityKey), isImported: false), "then press i and regenerate"),
            (.close(ExposedPath("/k", .identityKey), isImported: true), "i says how"),
            (.close(ExposedPath("/k", .requestKey(1)), isImported: true), "then make a new request"),
            (.close(ExposedPath("/k", .folder), isImported: false), "run \"chmod 700\" on it"),
        ]
            as [(ServerStatus.Remedy, String)])
    func remedies(_ remedy: ServerStatus.Remedy, _ text: String) {
        var state = ScreenSample.home()
        _ = state.update(.home(ScreenSample.facts(.warning, remedy: remedy)))
        #expect(state.lines.contains { $0.contains(text) })
        #expect(!state.lines.contains { $0.contains("do something about it") })
    }

    @Test("says that nobody asks what is served, where no endpoints are named")
    func unasked() {
        var state = ScreenSample.home()
        _ = state.update(.home(ScreenSample.facts(.ok)))
        #expect(
            state.lines.contains { $0.contains("served") && $0.contains("not checked; set [serving] endpoints in") })
    }

    @Test("leads to the entries of the store, and to the checks of the first of them", arguments: ["Enter", "c"])
    func leads(_ key: String) {
        var state = ScreenSample.home()
        _ = state.update(.home(ScreenSample.facts(.ok)))
        #expect(state.update(.counted(2, isAll: true)) == [])
        let asked = state.press(key)
        #expect(asked == (key == "c" ? [.summarize(0..<1), .judge(0, .medium)] : [.summarize(0..<2)]))
        _ = state.press("Esc")
        #expect(state.top is HomePage)
    }

    @Test("asks for the state again", arguments: ["u", "U"])
    func refresh(_ key: String) {
        var state = ScreenSample.home()
        #expect(state.press(key) == [.refresh])
    }

    @Test("has nowhere to go back to, and is left by the keys that leave", arguments: ["q", "^X", "^C", "F10"])
    func leaving(_ key: String) {
        var state = ScreenSample.home()
        #expect(state.press("Esc", "Backspace") == [])
        #expect(state.press(key) == [.quit(.left)])
    }
}
