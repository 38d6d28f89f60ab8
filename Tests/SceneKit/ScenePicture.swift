package import ScreenKit

/// What a scene shows: characters, styles and the cursor, with random digits masked.
package struct ScenePicture: Hashable, Sendable {
    /// The rows, each as wide as the screen.
    package let rows: [String]
    /// The letters of the styles, row by row.
    package let styles: [String]
    /// Where the cursor is; nil where it is hidden.
    package let cursor: Position?

    /// What a screen shows.
    package init(_ screen: Screen) {
        let rows = (0..<screen.size.rows).map(screen.row)
        self.rows = SceneMask.masked(rows.map { String($0.lazy.filter { !$0.isContinuation }.map(\.text)) })
        styles = rows.map { String($0.map(\.style.letter)) }
        cursor = screen.cursor
    }

    /// A picture of these layers.
    package init(rows: [String], styles: [String], cursor: Position?) {
        self.rows = rows
        self.styles = styles
        self.cursor = cursor
    }

    /// The rows without the blanks at their ends, which is all that a terminal tells of itself.
    package var visibleRows: [String] { rows.map(Self.droppingBlanks) }

    /// A row without the blanks at its end.
    package static func droppingBlanks(_ row: String) -> String {
        var kept = row[...]
        while kept.last == " " { kept.removeLast() }
        return String(kept)
    }

    /// As a scene file has it: both layers in frames, so that blanks at the ends of rows show.
    func text(columns: Int) -> String {
        let edge = "+" + String(repeating: "-", count: columns) + "+\n"
        func framed(_ rows: [String]) -> String { edge + rows.map { "|\($0)|\n" }.joined() + edge }
        let cursor = cursor.map { "row \($0.row + 1), column \($0.column + 1)" } ?? "hidden"
        return "picture:\n\(framed(rows))styles:\n\(framed(styles))cursor: \(cursor)\n"
    }

    /// How another picture differs from this one, which was expected; nil where it does not.
    package func difference(to actual: ScenePicture) -> String? {
        guard self != actual else { return nil }
        var text = Self.difference(expected: rows, actual: actual.rows)
        text += Self.differences("styles of row", styles, actual.styles)
        if cursor != actual.cursor {
            text += "cursor\n  expected: \(Self.text(of: cursor))\n  actual:   \(Self.text(of: actual.cursor))\n"
        }
        return text
    }

    /// Both pictures, and the rows in which they differ.
    package static func difference(expected: [String], actual: [String]) -> String {
        "expected:\n\(expected.joined(separator: "\n"))\nactual:\n\(actual.joined(separator: "\n"))\n"
            + differences("row", expected, actual)
    }

    private static func differences(_ what: String, _ expected: [String], _ actual: [String]) -> String {
        var text = ""
        for index in 0..<max(expected.count, actual.count) {
            let old = index < expected.count ? expected[index] : "(no such row)"
            let new = index < actual.count ? actual[index] : "(no such row)"
            if old != new { text += "\(what) \(index + 1)\n  expected: \(old)|\n  actual:   \(new)|\n" }
        }
        return text
    }

    private static func text(of cursor: Position?) -> String {
        cursor.map { "row \($0.row + 1), column \($0.column + 1)" } ?? "hidden"
    }
}
