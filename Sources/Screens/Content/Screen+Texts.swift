import ScreenKit

extension Screen {
    /// The smallest window that the program works in.
    static let smallest = Size(columns: 40, rows: 12)

    /// The picture for a smaller window.
    static func tooSmall(_ size: Size, glyphs: Glyphs) -> Screen {
        var screen = Screen(size: size, glyphs: glyphs)
        let text =
            "Keyturn needs a window of at least 40x12; this one is \(size.columns)x\(size.rows). "
            + "Make it larger: nothing is lost. ^X leaves."
        for (row, line) in TextWidth.wrap(text, max(size.columns, 1), in: glyphs.charset).enumerated() {
            screen.put(line, row: row, column: 0)
        }
        return screen
    }

    /// Draws lines one below the other.
    mutating func put(rows lines: some Collection<[Span]>, at row: Int, column: Int = 0, width: Int) {
        for (index, line) in lines.enumerated() { put(line, row: row + index, column: column, width: width) }
    }

    /// Draws lines in a frame over an area, from the line `scroll` on.
    mutating func put(text lines: [[Span]], title: String, scroll: Int, in area: Rectangle) {
        cursor = nil
        frame(area, title: title)
        let viewport = Viewport(contentHeight: lines.count, windowHeight: area.rows - 2, previous: scroll)
        put(rows: lines[viewport.visible], at: area.row + 1, column: 2, width: area.columns - 4)
        scrollBar(viewport, row: area.row + 1, column: area.columns - 2)
    }
}
