import Testing

@testable import ScreenKit

@Suite("Text fields")
struct TextFieldTests {
    static let edits: [(String, [Key], String, Int)] = [
        ("abc", [.backspace], "ab", 2), ("abc", [.home, .delete], "bc", 0),
        ("abc", [.left, .character("x")], "abxc", 3),
        ("abc", [.left, .left, .control("k")], "a", 1), ("abc", [.control("u")], "", 0),
        ("abc", [.control("a"), .right, .control("d")], "ac", 1), ("abc", [.home, .backspace, .left], "abc", 0),
        ("abc", [.right, .delete, .end], "abc", 3), ("", [.backspace, .delete, .control("k"), .control("u")], "", 0),
        ("a, bc", [.control("w")], "a, ", 3), ("a bc  ", [.control("w")], "a ", 2),
        ("a bc", [.left, .control("w")], "a c", 2),
        ("abc", [.control("w"), .control("w")], "", 0), ("  ", [.control("w")], "", 0),
        ("ab", [.left, .pasted("x"), .pasted(" "), .pasted("\n")], "ax b", 3),
        ("e", [.character("\u{301}"), .backspace], "", 0), ("a", [.character("\u{7}")], "a", 1),
    ]

    @Test("The editing keys do what they do everywhere", arguments: edits)
    func edit(_ text: String, _ keys: [Key], _ result: String, _ cursor: Int) {
        var field = TextField(text)
        for key in keys {
            let isTaken = field.handle(key)
            #expect(isTaken)
        }
        #expect(field.string == result)
        #expect(field.cursor == cursor)
    }

    @Test(
        "Other keys are left to the screen",
        arguments: [Key.enter, .tab, .backTab, .escape, .up, .pageDown, .control("g")])
    func others(_ key: Key) {
        var field = TextField("abc")
        let isTaken = field.handle(key)
        #expect(!isTaken)
        #expect(field.string == "abc")
    }

    @Test("A field takes no more than its limit")
    func limit() {
        var field = TextField("abcdef", limit: 3)
        field.insert("x")
        #expect(field.string == "abc")
        #expect(TextField("abc", limit: -1).isEmpty)
    }

    @Test(
        "A long text scrolls by half a field, and marks where it goes on",
        arguments: [
            (0, "abcdefg…", 0), (6, "abcdefg…", 6), (7, "…fghijk…", 3), (10, "…fghijk…", 6), (11, "…jklmnop", 3),
            (14, "…jklmnop", 6), (16, "…nop", 4),
        ])
    func scroll(_ cursor: Int, _ picture: String, _ column: Int) {
        var field = TextField("abcdefghijklmnop")
        _ = field.handle(.home)
        for _ in 0..<cursor { _ = field.handle(.right) }
        let visible = field.visible(width: 8)
        #expect(visible.text == picture)
        #expect(visible.cursorColumn == column)
    }

    @Test("The cursor is always in view, whatever the width and the text")
    func cursorInView() {
        for text in ["", "a", "漢字漢字漢字漢字", "abcdefghijklmnopqrstuvwxyz", "a漢b字c漢d字"] {
            var field = TextField(text)
            _ = field.handle(.home)
            for width in 1...30 {
                for glyphs in [Glyphs.unicode, .ascii] {
                    var moved = field
                    for _ in 0...text.count {
                        let visible = moved.visible(width: width, glyphs: glyphs)
                        #expect((0..<width).contains(visible.cursorColumn))
                        #expect(TextWidth.of(visible.text, in: glyphs.charset) <= width)
                        _ = moved.handle(.right)
                    }
                }
            }
            #expect(field.visible(width: 0) == ("", 0))
        }
    }

    @Test("A masked field shows as many asterisks as there are characters")
    func masked() {
        #expect(TextField("pässwörd", isMasked: true).visible(width: 20) == ("********", 8))
    }
}
