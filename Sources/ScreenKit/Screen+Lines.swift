/// Lines and frames.
extension Screen {
    /// Draws a horizontal line.
    public mutating func rule(row: Int, column: Int, columns: Int, style: Style = .muted) {
        fill(Rectangle(row: row, column: column, columns: columns, rows: 1), with: glyphs.horizontal, style: style)
    }

    /// Empties an area and draws a frame along its edge, with a title in the upper one.
    public mutating func frame(_ area: Rectangle, title: String = "", style: Style = .muted) {
        fill(area)
        guard area.columns >= 2, area.rows >= 2 else { return }
        let (last, right) = (area.endRow - 1, area.endColumn - 1)
        let side = Rectangle(row: area.row, column: area.column, columns: 1, rows: area.rows)
        fill(side, with: glyphs.vertical, style: style)
        fill(
            Rectangle(row: area.row, column: right, columns: 1, rows: area.rows), with: glyphs.vertical, style: style)
        rule(row: area.row, column: area.column, columns: area.columns, style: style)
        rule(row: last, column: area.column, columns: area.columns, style: style)
        for (corner, row, column) in [
            (glyphs.topLeft, area.row, area.column), (glyphs.topRight, area.row, right),
            (glyphs.bottomLeft, last, area.column), (glyphs.bottomRight, last, right),
        ] {
            put(String(corner), row: row, column: column, style: style)
        }
        guard !title.isEmpty, area.columns >= 8 else { return }
        let name = TextWidth.truncate(title, to: area.columns - 6, glyphs: glyphs)
        put(" \(name) ", row: area.row, column: area.column + 2, style: .heading)
    }

    /// Draws the bar across the top that names the screen, with an aside at its right end.
    ///
    /// The aside is left out where there is no room for both.
    public mutating func titleBar(_ title: String, aside: String = "", row: Int = 0) {
        put(" \(title)", row: row, column: 0, width: size.columns, style: .title)
        let columns = TextWidth.of(aside, in: charset)
        guard columns > 0, TextWidth.of(title, in: charset) + columns + 4 <= size.columns else { return }
        put(aside, row: row, column: size.columns - columns - 1, style: .title)
    }

    /// Draws how much of something is in view, as a bar along one column; nothing where all of it is.
    public mutating func scrollBar(_ viewport: Viewport, row: Int, column: Int) {
        guard viewport.moreAbove || viewport.moreBelow else { return }
        let height = viewport.windowHeight
        let (from, to) = viewport.thumb
        for line in 0..<height {
            let isThumb = (from..<to).contains(line)
            put(
                String(isThumb ? glyphs.scrollThumb : glyphs.scrollTrack), row: row.nearScreen + line, column: column,
                style: .muted)
        }
    }
}
