import ScreenKit

extension Screen {
    /// Draws a frame with lines in it, in the middle of the screen: as many of them as an area has room for.
    mutating func put(dialog title: String, _ lines: [[Span]], width: Int, in area: Rectangle) {
        let frame = bounds.centred(columns: width, rows: min(lines.count + 2, area.rows))
        cursor = nil
        self.frame(frame, title: title)
        put(
            rows: lines.prefix(max(frame.rows - 2, 0)), at: frame.row + 1, column: frame.column + 1,
            width: frame.columns - 2)
    }

    /// Draws a frame with text and a field of one line under it, in the middle.
    mutating func put(prompt title: String, _ text: [Span], _ field: TextField) {
        let width = min(size.columns - 4, 64)
        let lines = text.flatMap { span in
            TextWidth.wrap(span.text, width - 4, in: charset).map { [Span($0, span.style)] }
        }
        let area = bounds.centred(columns: width, rows: lines.count + 4)
        frame(area, title: title)
        put(rows: lines.suffix(max(area.rows - 4, 1)), at: area.row + 1, column: area.column + 2, width: width - 4)
        let visible = field.visible(width: width - 4, glyphs: glyphs)
        let row = area.endRow - 2
        put(visible.text, row: row, column: area.column + 2, width: width - 4, style: .focusedField)
        cursor = Position(row: row, column: area.column + 2 + visible.cursorColumn)
    }
}
