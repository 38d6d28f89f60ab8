/// How many columns and rows a screen has.
public struct Size: Hashable, Sendable {
    /// The number of columns, never negative.
    public let columns: Int
    /// The number of rows, never negative.
    public let rows: Int

    /// The most columns or rows a screen takes: beyond any real terminal, and small enough to allocate without a thought.
    public static let limit = 1000

    /// Makes a size; what is negative counts as nothing, and what is beyond ``limit`` as the limit.
    public init(columns: Int, rows: Int) {
        self.columns = min(max(columns, 0), Size.limit)
        self.rows = min(max(rows, 0), Size.limit)
    }

    /// Whether a screen of this size can show all of another.
    public func holds(_ other: Size) -> Bool { columns >= other.columns && rows >= other.rows }
}
