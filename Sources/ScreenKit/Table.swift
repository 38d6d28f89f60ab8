/// Rows under a header, in columns; one row may be the selected one, and cells may take several lines.
///
/// ``layout(columns:in:)`` does the arithmetic once; what comes out knows how many lines each row takes, for a ``Viewport``,
/// and draws any range of them.
public struct Table: Hashable, Sendable {
    /// A column and its head.
    public struct Column: Hashable, Sendable {
        /// The head.
        public var title: String
        /// How many columns of the screen it takes; none shares what the others leave.
        public var width: Int?
        /// Whether long contents go on in the next line instead of ending in an ellipsis.
        public var wraps: Bool

        /// Makes a column.
        public init(_ title: String, width: Int? = nil, wraps: Bool = false) {
            self.title = title
            self.width = width
            self.wraps = wraps
        }
    }

    /// The columns, from the left.
    public var columns: [Column]
    /// The rows; each has one line of spans for each column, and what is missing is blank.
    public var rows: [[[Span]]]

    /// Makes a table.
    public init(columns: [Column], rows: [[[Span]]]) {
        self.columns = columns
        self.rows = rows
    }

    /// Makes a table of plain text.
    public init(columns: [Column], texts: [[String]]) {
        self.init(columns: columns, rows: texts.map { $0.map { [Span($0)] } })
    }

    /// Works out widths and lines for that many columns of a screen.
    public func layout(columns available: Int, in charset: Charset = .unicode) -> TableLayout {
        TableLayout(self, available, charset)
    }
}
