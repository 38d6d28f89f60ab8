import Testing

@testable import ScreenKit

@Suite("Dialogs, tables and scrolling")
struct LayoutTests {
    @Test("A dialog is as large as what it says, in the middle")
    func dialog() {
        var screen = Screen(size: Size(columns: 40, rows: 9))
        Dialog(title: "Leave?", body: ["Nothing was written."], choices: ["Stay", "Leave"], focused: 1).draw(
            on: &screen)
        #expect(
            screen.lines == [
                "", "", "       ┌─ Leave? ───────────────┐",
                "       │ Nothing was written.   │",
                "       │                        │",
                "       │  [ Stay ]  [ Leave ]   │",
                "       └────────────────────────┘", "", "",
            ])
        #expect(screen.styleLines[5] == "       m            SSSSSSSSS   m".replacingSpaces)
        #expect(screen.cursor == Position(row: 5, column: 22))
    }

    @Test("A body that does not fit scrolls, and the buttons stay")
    func longDialog() {
        let dialog = Dialog(
            title: "Refused", body: (1...20).map { "line \($0)" },
            choices: ["A rather long answer", "Another long one"],
            scroll: 5)
        var screen = Screen(size: Size(columns: 40, rows: 12))
        dialog.draw(on: &screen)
        #expect(screen.lines[1].contains("line 6"))
        #expect(screen.lines[9].contains("[ A rather long answer ]"))
        #expect(screen.lines[10].contains("[ Another long one ]"))
        #expect(dialog.viewport(in: screen.size) == Viewport(contentHeight: 20, windowHeight: 7, previous: 5))
    }

    @Test(
        "The focus is always in view, and the view moves no farther than that",
        arguments: [
            (20, 5, 0..<1, 0, 0), (20, 5, 7..<8, 0, 3), (20, 5, 7..<8, 5, 5), (20, 5, 2..<3, 9, 2),
            (20, 5, 4..<14, 0, 4),
            (3, 5, 2..<3, 9, 0), (20, 5, 19..<20, 0, 15), (0, 0, 0..<0, 4, 0), (20, 0, 3..<4, 0, 3),
            (20, 5, 0..<0, 99, 15),
        ])
    func viewport(_ content: Int, _ window: Int, _ focus: Range<Int>, _ previous: Int, _ first: Int) {
        let viewport = Viewport(contentHeight: content, windowHeight: window, focus: focus, previous: previous)
        #expect(viewport.first == first)
        #expect(viewport.moreAbove == (first > 0))
    }

    @Test("A scroll bar touches an end only when the view does")
    func scrollBar() {
        for first in 0...95 {
            let viewport = Viewport(contentHeight: 100, windowHeight: 5, previous: first)
            #expect((viewport.thumb.from == 0) == !viewport.moreAbove)
            #expect((viewport.thumb.to == 5) == !viewport.moreBelow)
        }
        #expect(Viewport(contentHeight: 34, windowHeight: 12).indicator == "lines 1-12 of 34")
        #expect(Viewport(contentHeight: 3, windowHeight: 12).indicator == "")
        _ = Viewport(contentHeight: .max, windowHeight: .min, focus: Int.min..<Int.max, previous: .max)
    }

    @Test("A table shares its width, wraps where asked, and shows the selected row as one bar")
    func table() {
        let table = Table(
            columns: [.init("Field", width: 7), .init("Contents", wraps: true)],
            texts: [["Version", "V3"], ["Subject name", "one, two, three, four"], ["Serial", "1"]])
        let layout = table.layout(columns: 20)
        #expect(layout.widths == [7, 11])
        #expect(layout.rowLines == [0..<1, 1..<3, 3..<4])
        var screen = Screen(size: Size(columns: 20, rows: 4))
        layout.drawHeader(on: &screen, row: 0, column: 0)
        let viewport = Viewport(contentHeight: layout.height, windowHeight: 3, focus: layout.lines(ofRow: 1))
        layout.draw(viewport, on: &screen, row: 1, column: 0, selected: 1)
        #expect(screen.lines == ["Field    Contents", "Version  V3", "Subjec…  one, two,", "         three, four"])
        #expect(
            screen.styleLines == ["HHHHH....HHHHHHHH", "", "SSSSSSSSSSSSSSSSSSSS", "SSSSSSSSSSSSSSSSSSSS"])
    }

    @Test("Columns that have no room left are left out, the last ones first")
    func narrowTable() {
        let columns: [Table.Column] = [.init("A", width: 6), .init("B"), .init("C", width: 6)]
        #expect(Table(columns: columns, rows: []).layout(columns: 10).widths == [6, 0, 0])
        #expect(Table(columns: columns, rows: []).layout(columns: -1).widths == [0, 0, 0])
        #expect(Table(columns: columns, rows: []).layout(columns: .max).widths[0] == 6)
    }

    @Test("Every glyph is one column wide, and in ASCII one byte")
    func glyphs() {
        for glyphs in [Glyphs.unicode, .console, .ascii] {
            for child in Mirror(reflecting: glyphs).children {
                guard let glyph = child.value as? Character else { continue }
                #expect(TextWidth.of(glyph) == 1)
                #expect(glyphs.charset == .unicode || glyph.isASCII)
            }
        }
    }
}

extension String {
    fileprivate var replacingSpaces: String { String(map { $0 == " " ? "." : $0 }) }

    /// The signs beyond ASCII of the kernel's own font (drivers/tty/vt/cp437.uni), which is a PC's code page 437.
    private static let kernelFont = Set(
        "•◘○◙♂♀♪♫☼►▶◄◀↕‼¶§▬↨↑↓→←∟↔▲▼☺☻♥♦◆♣♠ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦"
            + "╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■")
    /// Those of Debian's usual font, Lat15-Fixed16 of console-setup, as far as they are no letters and digits.
    private static let usualFont = Set(
        "¡¢£¤¥¦§¨©«¬®¯°±´µ¶·¸»¿×÷‐‑‒–—―‘’‚“”„†‡•…‰‹›‼₧€₮№™←↑→↓∅∈−∞∩≈≠≡≤≥≪≫─━│┃┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬█░▒■▮▲▶▼◀◈●☐☑☒♦✗✘")

    @Test("Every sign for the Linux console is in the kernel's font and in that which Debian loads")
    func consoleFonts() {
        for child in Mirror(reflecting: Glyphs.console).children {
            guard let glyph = child.value as? Character, !glyph.isASCII else { continue }
            #expect(
                Self.kernelFont.contains(glyph) && Self.usualFont.contains(glyph), "\(glyph) of \(child.label ?? "")")
        }
        // What they lack, or all of this would be for nothing.
        for glyph in "√◆○" { #expect(!Self.usualFont.contains(glyph)) }
        for glyph in "…●" { #expect(!Self.kernelFont.contains(glyph)) }
    }
}
