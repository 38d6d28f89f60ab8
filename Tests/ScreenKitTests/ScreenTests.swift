import Testing

@testable import ScreenKit

@Suite("Screens")
struct ScreenTests {
    @Test("Text is put where it belongs, and says where it ends")
    func put() {
        var screen = Screen(size: Size(columns: 12, rows: 2))
        #expect(screen.put("Name", row: 0, column: 1, style: .label) == 5)
        #expect(screen.put("ipo1", row: 0, column: 6, width: 5, style: .field) == 11)
        #expect(screen.lines == [" Name ipo1", ""])
        #expect(screen.styleLines == [".LLLL.fffff", ""])
    }

    @Test("Text of a given width is cut with an ellipsis, or filled up")
    func width() {
        var screen = Screen(size: Size(columns: 10, rows: 4))
        screen.fill(screen.bounds, with: "x")
        screen.put("abcdefgh", row: 0, column: 2, width: 4)
        screen.put("ab", row: 1, column: 2, width: 4)
        screen.put("ab", row: 2, column: 2, width: 0)
        screen.put("ab", row: 3, column: 2, width: -3)
        #expect(screen.lines == ["xxabc…xxxx", "xxab  xxxx", "xxxxxxxxxx", "xxxxxxxxxx"])
    }

    @Test("What lies outside is clipped on all four sides")
    func clips() {
        var screen = Screen(size: Size(columns: 4, rows: 2))
        screen.put("abcdef", row: 0, column: -2)
        screen.put("abcdef", row: 1, column: 2)
        for row in [-1, 2, Int.max, Int.min] { screen.put("no", row: row, column: 0) }
        for column in [-99, 4, Int.max, Int.min] { screen.put("no", row: 0, column: column) }
        #expect(screen.lines == ["cdef", "  ab"])
    }

    @Test(
        "No size is too small for any drawing",
        arguments: [(0, 0), (1, 1), (0, 5), (5, 0), (2, 2), (3, 1), (1, 3), (-4, -4)])
    func tiny(_ columns: Int, _ rows: Int) {
        for glyphs in [Glyphs.unicode, .ascii] {
            var screen = Screen(size: Size(columns: columns, rows: rows), glyphs: glyphs)
            screen.titleBar("Title", aside: "aside")
            screen.frame(screen.bounds, title: "Title")
            screen.put("漢字", row: 0, column: 0)
            screen.put([Span("a"), Span("漢", .value)], row: 0, column: 0, width: 2)
            Dialog(title: "T", body: ["a b c", "漢字"], choices: ["Yes", "No"]).draw(on: &screen)
            let table = Table(columns: [.init("A", width: 3), .init("B", wraps: true)], texts: [["a", "b c"], []])
                .layout(columns: columns)
            table.drawHeader(on: &screen, row: 0, column: 0)
            let viewport = Viewport(contentHeight: table.height, windowHeight: rows)
            table.draw(viewport, on: &screen, row: 0, column: 0, selected: 7)
            screen.scrollBar(Viewport(contentHeight: 99, windowHeight: rows), row: 0, column: 0)
            screen.put([KeyBinding(.enter, "go", 1)].footer(columns: columns))
            screen.cursor = Position(row: rows, column: columns)
            #expect(screen.cursor == nil)
            #expect(screen.lines.count == max(rows, 0))
            #expect(screen.row(rows).isEmpty)
        }
    }

    @Test("A wide character at an edge, or half overwritten, leaves a blank and never half of itself")
    func wide() {
        var screen = Screen(size: Size(columns: 5, rows: 4))
        screen.put("漢字漢", row: 0, column: 0)
        screen.put("漢字", row: 1, column: -1)
        screen.put("漢字", row: 2, column: 0)
        screen.put("x", row: 2, column: 1)
        screen.put("漢字", row: 3, column: 0)
        screen.put("x", row: 3, column: 2)
        #expect(screen.lines == ["漢字", " 字", " x字", "漢x"])
        for row in 0..<4 { #expect(screen.row(row).count == 5) }
        #expect(screen.cells[5 + 2].isContinuation)
    }

    @Test("An area filled with a wide character has no halves either")
    func wideFill() {
        var screen = Screen(size: Size(columns: 5, rows: 1))
        screen.fill(screen.bounds, with: "漢")
        #expect(screen.lines == ["漢漢"])
    }

    @Test(
        "A line of spans ends in one ellipsis where it does not fit",
        arguments: [
            (20, "ab cd      "), (5, "ab cd"), (4, "ab …"), (3, "ab…"), (2, "a…"), (1, "…"), (0, ""),
        ])
    func spans(_ width: Int, _ picture: String) {
        var screen = Screen(size: Size(columns: 20, rows: 1))
        let line = [Span("ab "), Span("cd", .value)]
        #expect(screen.put(line, row: 0, column: 0, width: width) == width)
        #expect(screen.lines == [TextWidth.truncate(picture.trimmingEnd, to: 20)])
    }

    @Test("Frames and bars, in both sets of glyphs")
    func frames() {
        var screen = Screen(size: Size(columns: 16, rows: 4))
        screen.titleBar("Keyturn", aside: "1/5")
        screen.frame(Rectangle(row: 1, column: 1, columns: 14, rows: 3), title: "A long title")
        #expect(screen.lines == [" Keyturn    1/5", " ┌─ A long … ─┐", " │            │", " └────────────┘"])
        #expect(screen.styleLines[0] == "TTTTTTTTTTTTTTTT")
        var ascii = Screen(size: Size(columns: 8, rows: 3), glyphs: .ascii)
        ascii.frame(ascii.bounds)
        #expect(ascii.lines == ["+------+", "|      |", "+------+"])
    }

    @Test("Every style has a letter of its own")
    func letters() {
        #expect(Set(Style.allCases.map(\.letter)).count == Style.allCases.count)
        #expect(Style.normal.letter == ".")
    }
}

extension String {
    fileprivate var trimmingEnd: String {
        var kept = self
        while kept.last == " " { kept.removeLast() }
        return kept
    }
}
