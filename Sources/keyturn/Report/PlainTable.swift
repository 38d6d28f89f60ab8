import CertificateModel
import ScreenKit

/// A certificate's 17 rows as lines of text.
enum PlainTable {
    /// The table; where the terminal's columns are known, long contents go on below instead of running over its edge.
    static func text(of table: FieldTable, title: String? = nil, columns: Int?) -> String {
        let title =
            title
            ?? (table.kind == .root ? "Root CA certificate" : "\(table.kind.rawValue.capitalizedFirst) certificate")
        let room = columns.map { max($0 - margin.utf8.count, 20) }
        // Written into one text: thousands of tables are printed in a row.
        var text = ""
        text.reserveCapacity(2_048)
        text += title
        text += "\n"
        append("  #  ", "Certificate field", "Contents", to: &text)
        for (index, row) in table.rows.enumerated() {
            let mark = row.departs == nil && row.finding == nil ? " " : "!"
            let head = index < 9 ? "  \(index + 1) \(mark)" : " \(index + 1) \(mark)"
            let lines = room.map { TextWidth.wrap(row.contents, $0) } ?? [TextWidth.clean(row.contents)]
            append(head, row.field.rawValue, lines.first ?? "", to: &text)
            for line in lines.dropFirst() {
                text += margin
                text += line
                text += "\n"
            }
        }
        for row in table.rows {
            if let departs = row.departs ?? row.finding?.detail {
                text += "  ! \(row.field.rawValue): \(departs)\n"
            }
        }
        return text
    }

    private static let nameColumns = 39
    private static let spaces = (0...nameColumns).map { String(repeating: " ", count: $0) }
    /// What stands before contents that go on below.
    private static let margin = String(repeating: " ", count: nameColumns + 7)

    private static func append(_ head: String, _ name: String, _ contents: String, to text: inout String) {
        text += head
        text += " "
        text += name
        // The names are ASCII: as many columns as octets.
        text += spaces[max(nameColumns - name.utf8.count, 0)]
        text += " "
        text += contents
        text += "\n"
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
