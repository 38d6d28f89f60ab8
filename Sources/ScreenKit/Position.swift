/// A cell of the screen, counted from the top left corner, which is row 0 and column 0.
public struct Position: Hashable, Sendable {
    /// The row, from the top.
    public var row: Int
    /// The column, from the left.
    public var column: Int

    /// Makes a position; it may lie outside every screen.
    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}
