import ScreenKit

/// The rows of a certificate under a header, and under them a pane about the row under the cursor.
struct Sheet {
    private let rows: [SheetRow]
    private let selected: Int

    /// A table of these rows.
    init(rows: [SheetRow], selected: Int) {
        self.rows = rows
        self.selected = selected
    }

    /// Draws it. Low screens do without the pane.
    func draw(on screen: inout Screen, _ area: Rectangle) {
        let paneRows = area.rows >= 18 ? 7 : 0
        let isWide = area.columns >= 72
        // Tall screens wrap long contents, up to a limit.
        let isTall = area.rows >= 35
        // Narrow screens do without the numbers.
        let columns: [Table.Column] = [
            .init(isWide ? " #" : "", width: isWide ? 4 : 1),
            .init(isWide ? "Certificate field" : "Field", width: isWide ? 27 : 13, wraps: true),
            .init("Contents", wraps: isTall),
        ]
        let most = (isTall ? 8 : 16) * area.columns
        let layout = Table(
            columns: columns,
            rows: rows.map { row in
                [
                    [Span(isWide ? Self.text(of: row.number) : ""), row.sign], [Span(row.name, .label)],
                    [Span(row.contents.cut(to: most), row.style)],
                ]
            }
        ).layout(columns: area.columns - 3, in: screen.charset)
        layout.drawHeader(on: &screen, row: area.row, column: 1)
        let viewport = Viewport(
            contentHeight: layout.height, windowHeight: area.rows - 1 - paneRows,
            focus: layout.lines(ofRow: selected),
            glyphs: screen.glyphs)
        layout.draw(viewport, on: &screen, row: area.row + 1, column: 1, selected: selected)
        screen.scrollBar(viewport, row: area.row + 1, column: area.columns - 1)
        if paneRows > 0, rows.indices.contains(selected) {
            drawPane(
                rows[selected], on: &screen,
                Rectangle(row: area.endRow - paneRows, column: 0, columns: area.columns, rows: paneRows))
        }
    }

    private static func text(of number: Int?) -> String {
        guard let number else { return "   " }
        return number < 10 ? " \(number) " : "\(number) "
    }

    /// The row under the cursor: its whole value as far as there is room, then the remarks.
    private func drawPane(_ row: SheetRow, on screen: inout Screen, _ area: Rectangle) {
        screen.letWait(area.row..<area.endRow)
        screen.rule(row: area.row, column: 0, columns: area.columns)
        screen.put(
            TextWidth.truncate(" \(row.name) ", to: area.columns - 4, glyphs: screen.glyphs), row: area.row, column: 2,
            style: .heading)
        let width = area.columns - 2
        let charset = screen.charset
        func wrapped(_ text: String, _ style: Style) -> [[Span]] {
            TextWidth.wrap(text.cut(to: 16 * width), width, in: charset).map { [Span($0, style)] }
        }
        let tail = row.remarks.flatMap { wrapped($0.text, $0.style) }
        let room = area.rows - 1
        var whole: [[Span]] = []
        for line in row.isList ? [row.contents] : row.detail where whole.count <= room {
            whole += wrapped(line, .value)
        }
        if whole.count + tail.count > room {
            let kept = max(room - tail.count - 1, 1)
            whole = whole.prefix(kept) + [[Span("... the whole: ", .muted), Span("d", .key)]]
        }
        screen.put(rows: (whole + tail).prefix(room), at: area.row + 1, column: 1, width: width)
    }
}

extension String {
    /// The beginning of a text: a hostile certificate may have very long ones, which would take long to wrap.
    fileprivate func cut(to limit: Int) -> String {
        utf8.count <= limit ? self : String(unicodeScalars.prefix(limit)) + "..."
    }
}
