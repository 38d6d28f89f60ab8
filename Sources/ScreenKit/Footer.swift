/// The last rows of a screen: which keys act, and what they do.
///
/// One row where all of them fit, else two. Where two do not hold them either, the last ones give way to an ellipsis.
/// Neighbours with the same label share it: `Up/Down move`.
public struct Footer: Hashable, Sendable {
    /// The rows, from the top.
    public let rows: [[Span]]

    /// How many rows it takes: none where there is nothing to say, else one or two.
    public var height: Int { rows.count }

    init(hints: [(keys: String, label: String)], columns: Int) {
        let available = max(columns.nearScreen - 2, 0)
        var rows: [[Span]] = []
        var used = 0
        for hint in hints {
            let text = [Span(hint.keys, .key), Span(" " + hint.label, .normal)]
            let width = text.width()
            if !rows.isEmpty, used + Footer.gap + width <= available {
                rows[rows.count - 1] += [Span(String(repeating: " ", count: Footer.gap))] + text
                used += Footer.gap + width
            } else {
                rows.append([Span(" ")] + text)
                used = width
            }
        }
        if rows.count > 2 {
            rows = Array(rows[..<2])
            Footer.cutLast(&rows[1], available)
        }
        self.rows = rows
    }

    private static let gap = 2

    /// Says that there is more: the row ends in an ellipsis, for which its last hint makes room if need be.
    private static func cutLast(_ row: inout [Span], _ available: Int) {
        while row.count > 3, row.width() + gap + ellipsisMarker.count > available + 2 { row.removeLast(3) }
        row.append(Span(String(repeating: " ", count: gap) + ellipsisMarker, .normal))
    }

    /// Three full stops look the same in every charset.
    private static let ellipsisMarker = "..."
}

extension Screen {
    /// Draws the footer on the last rows.
    public mutating func put(_ footer: Footer) {
        for (index, line) in footer.rows.enumerated() {
            put(line, row: size.rows - footer.height + index, column: 0, width: size.columns)
        }
    }
}
