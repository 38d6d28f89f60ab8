import ScreenKit
import Testing

@testable import Wizard

@Suite("While the certificates are written, and the servers told of them")
struct WritingTests {
    @Test("no key leaves, goes back or writes again", arguments: ["^C", "^X", "Esc", "Enter", "p", "Tab", "^G"])
    func keys(_ name: String) throws {
        var state = State(size: Size(columns: 80, rows: 24), glyphs: .unicode, store: "/var/lib/keyturn")
        let key = try #require(Key(name: name))
        let written = Commitment(generation: 1, rootFingerprint: "", identityFingerprint: "", liveFolder: "")
        for (step, progress) in [(Step.preview, State.Progress.writing), (.done, .handingOff(written, []))] {
            state.step = step
            state.progress = progress
            let before = state
            for _ in 0..<3 { #expect(state.update(.key(key)) == []) }
            #expect(state == before)
        }
    }
}
