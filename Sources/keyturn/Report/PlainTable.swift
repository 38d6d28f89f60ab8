import CertificateModel
import ScreenKit

/// A certificate's 17 rows as lines of text.
enum PlainTable {
    /// The table; where the terminal's columns are known, long contents go on below instead of running over its edge.
    static func text(of table: FieldTable, title: String? = nil, columns: Int?) -> String {
        let title =
            title
            ?? (table.kind == .root ? "Root CA certificate" : "\(table.kind.rawValue.capitalizedFirst) certificate")
        let nameColumns = 39
        let room = columns.map { max($0 - nameColumns - 7, 20) }
        var lines = [title, "  #   \(padded("Certificate field", nameColumns)) Contents"]
        for (index, row) in table.rows.enumerated() {
            let number = index < 9 ? " \(index + 1)" : "\(index + 1)"
            let head =
                " \(number) \(row.departs == nil && row.finding == nil ? " " : "!") \(padded(row.field.rawValue, nameColumns)) "
            let contents = room.map { TextWidth.wrap(row.contents, $0) } ?? [TextWidth.clean(row.contents)]
            for (line, text) in contents.enumerated() {
                lines.append((line == 0 ? head : String(repeating: " ", count: nameColumns + 7)) + text)
            }
        }
        for row in table.rows {
            if let departs = row.departs ?? row.finding?.detail {
                lines.append("  ! \(row.field.rawValue): \(departs)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func padded(_ text: String, _ columns: Int) -> String {
        text + String(repeating: " ", count: max(columns - text.count, 0))
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
