import CertificateModel
import ScreenKit

/// A certificate's 17 rows as lines of text.
enum PlainTable {
    /// The table; where the terminal's columns are known, long contents go on below instead of running over its edge.
    static func text(of table: FieldTable, title: String? = nil, columns: Int?) -> String {
        let title =
            title
            ?? (table.kind == .root ? "Root CA certificate" : "\(table.kind.rawValue.capitalizedFirst) certificate")
        // Narrow terminals take the names in two lines where one does not do.
        let names = columns.map { $0 < 72 ? narrowColumns : nameColumns } ?? nameColumns
        let room = columns.map { max($0 - names - 7, 20) }
        // Written into one text: thousands of tables are printed in a row.
        var text = ""
        text.reserveCapacity(2_048)
        text += title
        text += "\n"
        append("  #  ", "Certificate field", "Contents", names, to: &text)
        for (index, row) in table.rows.enumerated() {
            let mark = row.departs == nil && row.finding == nil ? " " : "!"
            let head = index < 9 ? "  \(index + 1) \(mark)" : " \(index + 1) \(mark)"
            let lines = room.map { TextWidth.wrap(row.contents, $0) } ?? [TextWidth.clean(row.contents)]
            let name = row.field.rawValue
            let nameLines = name.utf8.count <= names ? [name] : TextWidth.wrap(name, names)
            for line in 0..<max(lines.count, nameLines.count) {
                append(
                    line == 0 ? head : "     ", line < nameLines.count ? nameLines[line] : "",
                    line < lines.count ? lines[line] : "", names, to: &text)
            }
        }
        for row in table.rows {
            guard let departs = row.departs ?? row.finding?.detail else { continue }
            let remark = "\(row.field.rawValue): \(departs)"
            let lines = columns.map { TextWidth.wrap(remark, max($0 - 4, 20)) } ?? [remark]
            for (index, line) in lines.enumerated() { text += "\(index == 0 ? "  ! " : "    ")\(line)\n" }
        }
        return text
    }

    private static let nameColumns = 39
    private static let narrowColumns = 27
    private static let spaces = (0...nameColumns).map { String(repeating: " ", count: $0) }

    private static func append(
        _ head: String, _ name: String, _ contents: String, _ columns: Int, to text: inout String
    ) {
        text += head
        text += " "
        text += name
        // The names are ASCII: as many columns as octets.
        text += spaces[max(columns - name.utf8.count, 0)]
        text += " "
        text += contents
        text += "\n"
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
