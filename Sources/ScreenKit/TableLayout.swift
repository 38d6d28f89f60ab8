/// A table cut into lines for a certain width.
public struct TableLayout: Hashable, Sendable {
    /// The width of each column.
    public let widths: [Int]
    /// The lines each row takes, counted from the first line of the first row.
    public let rowLines: [Range<Int>]
    private let titles: [String]
    /// Line after line, column after column.
    private let lines: [[[Span]]]

    static let gap = 2

    init(_ table: Table, _ available: Int, _ charset: Charset) {
        let widths = TableLayout.widths(table.columns, available.nearScreen)
        var lines: [[[Span]]] = []
        var rowLines: [Range<Int>] = []
        for row in table.rows {
            let cells = table.columns.indices.map { index -> [[Span]] in
                guard index < row.count else { return [[]] }
                guard table.columns[index].wraps else { return [row[index]] }
                return row[index].wrapped(to: widths[index], in: charset)
            }
            let height = max(cells.map(\.count).max() ?? 1, 1)
            rowLines.append(lines.count..<lines.count + height)
            lines += (0..<height).map { line in cells.map { line < $0.count ? $0[line] : [] } }
        }
        self.widths = widths
        self.rowLines = rowLines
        self.titles = table.columns.map(\.title)
        self.lines = lines
    }

    /// How many lines all rows take together, the header not counted.
    public var height: Int { lines.count }

    /// The lines of a row; an empty range where there is no such row.
    public func lines(ofRow row: Int) -> Range<Int> { rowLines.indices.contains(row) ? rowLines[row] : 0..<0 }

    /// Draws the heads of the columns.
    public func drawHeader(on screen: inout Screen, row: Int, column: Int) {
        draw(titles.map { [Span($0, .heading)] }, on: &screen, row: row, column: column, isSelected: false)
    }

    /// Draws the lines in view, the first of them at that row.
    public func draw(
        _ viewport: Viewport, on screen: inout Screen, row: Int, column: Int, selected: Int? = nil
    ) {
        let selectedLines = selected.map(lines(ofRow:)) ?? 0..<0
        for (offset, line) in viewport.visible.clamped(to: lines.indices).enumerated() {
            let isSelected = selectedLines.contains(line)
            if isSelected, line == selectedLines.lowerBound, let marker = screen.glyphs.rowMarker {
                screen.put(String(marker), row: row.nearScreen + offset, column: column - 1, style: .heading)
            }
            draw(
                lines[line], on: &screen, row: row.nearScreen + offset, column: column,
                isSelected: isSelected && screen.glyphs.rowMarker == nil)
        }
    }

    private func draw(
        _ cells: [[Span]], on screen: inout Screen, row: Int, column: Int, isSelected: Bool
    ) {
        var next = column.nearScreen
        for (index, (cell, width)) in zip(cells, widths).enumerated() {
            let spans = isSelected ? cell.map { Span($0.text, .selected) } : cell
            screen.put(spans, row: row, column: next, width: width)
            if isSelected {
                // The bar goes through the gaps and blanks as well, or it would look like several buttons.
                let used = min(spans.width(in: screen.charset), width)
                let gap = index < widths.count - 1 ? TableLayout.gap : 0
                screen.fill(
                    Rectangle(row: row, column: next + used, columns: width - used + gap, rows: 1), style: .selected)
            }
            next += width + TableLayout.gap
        }
    }

    /// Columns with a width of their own get it, the others share the rest; where there is too little, the last ones lose.
    private static func widths(_ columns: [Table.Column], _ available: Int) -> [Int] {
        let gaps = max(columns.count - 1, 0) * gap
        let fixed = columns.reduce(0) { $0 + max(($1.width ?? 0).nearScreen, 0) }
        let sharing = columns.count { $0.width == nil }
        let shared = max(available - gaps - fixed, 0)
        var share = 0
        var left = max(available, 0)
        return columns.map { column in
            var width = max((column.width ?? 0).nearScreen, 0)
            if column.width == nil {
                width = shared / sharing + (share < shared % sharing ? 1 : 0)
                share += 1
            }
            width = min(width, left)
            left = max(left - width - gap, 0)
            return width
        }
    }
}

extension Array where Element == Span {
    /// The line in lines of at most that many columns, each piece in its own style.
    ///
    /// Breaks as ``TextWidth/wrap(_:_:in:)`` does, except that every piece is taken for itself.
    public func wrapped(to width: Int, in charset: Charset = .unicode) -> [[Span]] {
        guard width > 0 else { return [[]] }
        var lines: [[Span]] = [[]]
        var used = 0
        for span in self {
            let columns = TextWidth.of(span.text, in: charset)
            if used + columns <= width, !span.text.unicodeScalars.contains("\n") {
                lines[lines.count - 1].append(span)
                used += columns
                continue
            }
            for (index, text) in TextWidth.wrap(span.text, width, in: charset).enumerated() {
                if index > 0 || used > 0 { lines.append([]) }
                lines[lines.count - 1].append(Span(text, span.style))
                used = TextWidth.of(text, in: charset)
            }
        }
        return lines
    }
}
