import ScreenKit
import Testing

@testable import Wizard

@Suite("While the certificates are written")
struct WritingTests {
    @Test("no key leaves, goes back or writes again", arguments: ["^C", "^X", "Esc", "Enter", "p", "Tab", "^G"])
    func keys(_ name: String) throws {
        var state = State(size: Size(columns: 80, rows: 24), glyphs: .unicode, store: "/var/lib/keyturn")
        state.step = .preview
        state.progress = .writing
        let before = state
        let key = try #require(Key(name: name))
        for _ in 0..<3 { #expect(state.update(.key(key)) == []) }
        #expect(state == before)
    }
}
