/// A picture of the whole terminal: a grid of cells, and where the cursor is shown.
///
/// Every drawing function clips: whatever lies outside is not drawn, and no size, position or text is an error. Text is
/// cleaned on its way in, so that a screen holds printable characters and nothing else.
public struct Screen: Hashable, Sendable {
    /// How large it is.
    public let size: Size
    /// The signs to draw with, and which characters the terminal can show.
    public let glyphs: Glyphs
    /// Where the terminal shows its cursor; none hides it. Outside the screen it is none.
    public var cursor: Position? {
        didSet { if let cursor, !contains(cursor) { self.cursor = nil } }
    }
    /// The rows that can wait until no key has come for a while, on a slow line: what is said there follows the cursor.
    public private(set) var patientRows: Set<Int> = []
    /// The cells, row after row.
    public private(set) var cells: [Cell]

    /// Makes an empty screen.
    public init(size: Size, glyphs: Glyphs = .unicode) {
        self.size = size
        self.glyphs = glyphs
        cells = Array(repeating: .blank(), count: size.columns * size.rows)
    }

    /// Which characters this screen takes; shorthand for that of its glyphs.
    public var charset: Charset { glyphs.charset }

    /// The whole of it.
    public var bounds: Rectangle { Rectangle(size) }

    /// The cells of one row; none where there is no such row.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        guard (0..<size.rows).contains(row) else { return [] }
        return cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// Puts text there, on one row, and returns the column after it.
    ///
    /// - Parameter width: where given, exactly this many columns are filled: longer text is cut and ends in an ellipsis,
    ///   shorter text is followed by blanks of the same style. Where it is not, the edge of the screen cuts.
    @discardableResult
    public mutating func put(
        _ text: String, row: Int, column: Int, width: Int? = nil, style: Style = .normal
    ) -> Int {
        var units = TextUnit.units(of: text, in: charset)
        let start = column.nearScreen
        if let width = width?.nearScreen {
            units = units.truncated(to: width, glyphs: glyphs)
            let used = units.columns
            if used < width {
                fill(Rectangle(row: row, column: start + used, columns: width - used, rows: 1), style: style)
            }
            put(units, row: row, column: start, style: style)
            return start + max(width, 0)
        }
        return put(units, row: row, column: start, style: style)
    }

    /// Puts a line of several styles there, and returns the column after it.
    ///
    /// - Parameter width: as for ``put(_:row:column:width:style:)``; what is left over is blank in the normal style.
    @discardableResult
    public mutating func put(_ line: [Span], row: Int, column: Int, width: Int? = nil) -> Int {
        let start = column.nearScreen
        let available = max((width ?? Int.max).nearScreen, 0)
        let fits = line.width(in: charset) <= available
        // Where it does not fit, the last column is the ellipsis, whichever piece that falls into.
        let end = start + (fits ? available : available - 1)
        var next = start
        for span in line {
            let units = TextUnit.units(of: span.text, in: charset)
            if !fits, next + units.columns > end {
                let cut = units.cut(to: end + 1 - next, glyphs: glyphs)
                next = put(cut, row: row, column: next, style: span.style)
                break
            }
            next = put(units, row: row, column: next, style: span.style)
        }
        guard width != nil else { return next }
        fill(Rectangle(row: row, column: next, columns: start + available - next, rows: 1))
        return start + available
    }

    /// Makes every cell of an area that character: the whole width of it, unless a wide one leaves a column over.
    public mutating func fill(_ area: Rectangle, with character: Character = " ", style: Style = .normal) {
        let rows = max(area.row, 0)..<max(min(area.endRow, size.rows), max(area.row, 0))
        let start = max(area.column, 0)
        let end = min(area.endColumn, size.columns)
        guard let unit = TextUnit.units(of: String(character), in: charset).first, start < end else { return }
        let line = Array(repeating: unit, count: (end - start) / unit.columns)
        for row in rows { put(line, row: row, column: start, style: style) }
    }

    /// Lets these rows wait on a slow line until no key has come for a while.
    public mutating func letWait(_ rows: Range<Int>) { patientRows.formUnion(rows) }

    func contains(_ position: Position) -> Bool {
        (0..<size.rows).contains(position.row) && (0..<size.columns).contains(position.column)
    }

    @discardableResult
    private mutating func put(_ units: [TextUnit], row: Int, column start: Int, style: Style) -> Int {
        var column = start
        for unit in units {
            let cells = column..<column + unit.columns
            if (0..<size.rows).contains(row) {
                if cells.lowerBound >= 0, cells.upperBound <= size.columns {
                    set(Cell(unit.character, style), row, column)
                    if unit.columns == 2 { set(.continuation(style), row, column + 1, continues: true) }
                } else {
                    // Half of a wide character cannot be shown; its column is blank.
                    for edge in cells where (0..<size.columns).contains(edge) { set(.blank(style), row, edge) }
                }
            }
            column = cells.upperBound
        }
        return column
    }

    /// Sets one cell; a wide character that loses one half loses the other as well.
    private mutating func set(_ cell: Cell, _ row: Int, _ column: Int, continues: Bool = false) {
        let index = row * size.columns + column
        if !continues, cells[index].isContinuation, column > 0 {
            cells[index - 1] = .blank(cells[index - 1].style)
        }
        if column + 1 < size.columns, cells[index + 1].isContinuation {
            cells[index + 1] = .blank(cells[index + 1].style)
        }
        cells[index] = cell
    }
}
