/// An area of the screen. It may lie partly or wholly outside; drawing clips.
public struct Rectangle: Hashable, Sendable {
    /// The first row.
    public let row: Int
    /// The first column.
    public let column: Int
    /// How many columns it is wide, never negative.
    public let columns: Int
    /// How many rows it is high, never negative.
    public let rows: Int

    /// Makes an area. Numbers far outside every screen are brought near, so that no sum of them overflows.
    public init(row: Int, column: Int, columns: Int, rows: Int) {
        self.row = row.nearScreen
        self.column = column.nearScreen
        self.columns = max(columns.nearScreen, 0)
        self.rows = max(rows.nearScreen, 0)
    }

    /// The whole of a screen of that size.
    public init(_ size: Size) {
        self.init(row: 0, column: 0, columns: size.columns, rows: size.rows)
    }

    /// The first row below it.
    public var endRow: Int { row + rows }
    /// The first column to the right of it.
    public var endColumn: Int { column + columns }

    /// What is left when its edges give up that many rows above and below, and that many columns left and right.
    public func inset(rows byRows: Int, columns byColumns: Int) -> Rectangle {
        let (byRows, byColumns) = (byRows.nearScreen, byColumns.nearScreen)
        return Rectangle(
            row: row + byRows, column: column + byColumns, columns: columns - 2 * byColumns, rows: rows - 2 * byRows)
    }

    /// An area of at most that size in the middle of this one.
    public func centred(columns wanted: Int, rows wantedRows: Int) -> Rectangle {
        let (width, height) = (min(max(wanted, 0), columns), min(max(wantedRows, 0), rows))
        return Rectangle(
            row: row + (rows - height) / 2, column: column + (columns - width) / 2, columns: width, rows: height)
    }
}

extension Int {
    /// This number, or the nearest one with which arithmetic on screen positions cannot overflow.
    var nearScreen: Int { Swift.min(Swift.max(self, -1_000_000), 1_000_000) }
}
