import Testing

@testable import ScreenKit

@Suite("Hostile text")
struct HostileTextTests {
    static let hostile: [(String, ClosedRange<UInt32>)] = [
        ("C0", 0x00...0x1F), ("DEL and C1", 0x7F...0x9F), ("soft hyphen", 0xAD...0xAD), ("directions", 0x200B...0x200F),
        ("Arabic letter mark", 0x61C...0x61C), ("line and paragraph", 0x2028...0x2029), ("embeddings", 0x202A...0x202E),
        ("invisible operators", 0x2060...0x2064), ("isolates", 0x2066...0x2069), ("byte order mark", 0xFEFF...0xFEFF),
        ("variation selectors", 0xFE00...0xFE0F), ("fillers", 0x3164...0x3164), ("tags", 0xE0001...0xE007F),
        ("private use", 0xE000...0xE010), ("private planes", 0xF0000...0xF0010), ("noncharacters", 0xFFFE...0xFFFF),
        ("unassigned", 0x0378...0x0379), ("interlinear", 0xFFF9...0xFFFB),
    ]

    @Test("Scalars that act, hide or are none never reach a cell", arguments: hostile)
    func neverThrough(_ name: String, _ range: ClosedRange<UInt32>) {
        for scalar in range.compactMap(Unicode.Scalar.init) {
            let text = "a\(Character(scalar))b"
            #expect(TextWidth.clean(text) == "a\u{FFFD}b", "\(scalar.value)")
            #expect(TextWidth.clean(text, in: .ascii) == "a?b", "\(scalar.value)")
        }
    }

    @Test("Of all scalars there are, cells hold printable ones, and ASCII screens hold ASCII")
    func all() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for unit in TextUnit.units(of: String(scalar), in: .unicode) {
                let isPrintable = unit.character.unicodeScalars.allSatisfy { ScalarClass($0) != .hostile }
                if !isPrintable || !(1...2).contains(unit.columns) {
                    Issue.record("\(value) comes through as \(unit)")
                }
            }
            for unit in TextUnit.units(of: String(scalar), in: .ascii) where !unit.character.isASCII {
                Issue.record("\(value) comes through as \(unit)")
            }
        }
    }

    @Test("A carriage return with a line feed is two scalars, though one Character")
    func carriageReturn() {
        #expect(TextWidth.clean("a\r\nb") == "a\u{FFFD}\u{FFFD}b")
    }

    @Test("An escape sequence is shown, and does nothing")
    func escapeSequence() {
        var screen = Screen(size: Size(columns: 12, rows: 1))
        screen.put("a\u{1B}[2Jb\u{9B}1m", row: 0, column: 0)
        #expect(screen.lines == ["a\u{FFFD}[2Jb\u{FFFD}1m"])
    }

    @Test("On an ASCII screen other characters are shown as escapes")
    func ascii() {
        var screen = Screen(size: Size(columns: 24, rows: 1), glyphs: .ascii)
        #expect(screen.put("Zoë 漢", row: 0, column: 0) == 17)
        #expect(screen.lines == [#"Zo\u{eb} \u{6f22}"#])
        #expect(screen.charset == .ascii)
    }

    @Test("A tower of combining marks is taken apart, and one without a base gets one")
    func marks() {
        #expect(TextWidth.clean("e\u{301}") == "e\u{301}")
        #expect(TextWidth.of("e\u{301}") == 1)
        #expect(TextWidth.clean("\u{301}a") == "\u{25CC}\u{301}a")
        let tower = "a" + String(repeating: "\u{301}", count: 9)
        #expect(TextUnit.units(of: tower, in: .unicode).map(\.character.unicodeScalars.count) == [5, 5, 2])
    }

    @Test("Cleaning what is clean changes nothing", arguments: ["", "abc", "é漢字", "a\u{1B}\u{301}", "👩‍👩‍👧 🇩🇪 ❤️"])
    func idempotent(_ text: String) {
        for charset in Charset.allCases {
            let clean = TextWidth.clean(text, in: charset)
            #expect(TextWidth.clean(clean, in: charset) == clean)
        }
    }
}
