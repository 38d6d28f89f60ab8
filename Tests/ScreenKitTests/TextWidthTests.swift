import Testing

@testable import ScreenKit

@Suite("Widths, cutting and wrapping")
struct TextWidthTests {
    static let widths: [(String, Int)] = [
        ("", 0), ("abc", 3), ("é", 1), ("漢字", 4), ("ﾊﾝ", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2),
        ("👍🏽", 4), ("🇩🇪", 2), ("ＡＢ", 4), ("…", 1), ("─", 1), ("\u{FFFD}", 1), ("\u{0}", 1), ("ไทย", 3), ("กี่", 1),
    ]

    @Test("Text takes the columns that terminals give it", arguments: widths)
    func width(_ text: String, _ columns: Int) { #expect(TextWidth.of(text) == columns) }

    @Test(
        "A cut text is never wider than asked, and says that it was cut",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""), ("abcdef", -1, ""),
            ("漢字漢", 5, "漢字…"), ("漢字漢", 4, "漢…"), ("漢", 1, "…"), ("", 0, ""),
        ])
    func truncate(_ text: String, _ columns: Int, _ cut: String) {
        #expect(TextWidth.truncate(text, to: columns) == cut)
    }

    @Test(
        "Lines break at spaces, words only where they must, and line feeds stay",
        arguments: [
            ("one two three", 7, ["one two", "three"]), ("one two three", 3, ["one", "two", "thr", "ee"]),
            ("ab", 1, ["a", "b"]), ("", 5, [""]), ("a\n\nb", 5, ["a", "", "b"]), ("a ", 5, ["a"]),
            ("ipo1.example.com, 192.0.2.1, ::1", 18, ["ipo1.example.com,", "192.0.2.1, ::1"]),
            ("abc defghijklm", 6, ["abc", "defghi", "jklm"]), ("漢字漢字", 5, ["漢字", "漢字"]), ("漢", 1, ["\u{FFFD}"]),
            ("abc", 0, []), ("abc", -5, []), ("  in", 6, ["  in"]), ("abc  def", 3, ["abc", "def"]),
        ] as [(String, Int, [String])])
    func wrap(_ text: String, _ width: Int, _ lines: [String]) { #expect(TextWidth.wrap(text, width) == lines) }

    @Test("Wrapped lines always fit, and lose no letter")
    func wrapAlwaysFits() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("ab ,漢é  \n")
        for _ in 0..<3000 {
            let text = String(
                (0..<Int.random(in: 0..<40)).map { _ in alphabet.randomElement(using: &generator) ?? "a" })
            let width = Int.random(in: 2..<12)
            let lines = TextWidth.wrap(text, width)
            #expect(lines.allSatisfy { TextWidth.of($0) <= width }, "\(text.debugDescription) in \(width)")
            let isLetter: (Character) -> Bool = { $0 != " " && $0 != "\n" }
            #expect(lines.joined().filter(isLetter) == text.filter(isLetter), "\(text.debugDescription) in \(width)")
        }
    }
}
