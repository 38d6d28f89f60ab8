import CertificateModel
import ScreenKit

/// A certificate's 17 rows as lines of text, and what else is to be said of it.
enum PlainTable {
    /// The table with the remarks below the rows that they are about, the `further` rows below it, and `checks` where
    /// it was held to some, each with its sentence; without them, what is wrong in a row stands below it. Where the
    /// terminal's columns are known, long contents go on below instead of running over its edge.
    static func text(
        of table: FieldTable, title: String? = nil, further: [FurtherRow] = [], checks: [CheckResult]? = nil,
        columns: Int?
    ) -> String {
        let title =
            title
            ?? (table.kind == .root ? "Root CA certificate" : "\(table.kind.rawValue.capitalizedFirst) certificate")
        // Written into one text: thousands of tables are printed in a row.
        var text = PlainText(columns: columns)
        text.add(title)
        text.add("  #  ", "Certificate field", "Contents")
        for (index, row) in table.rows.enumerated() {
            let mark = row.departs == nil && row.finding == nil ? " " : "!"
            text.add(
                index < 9 ? "  \(index + 1) \(mark)" : " \(index + 1) \(mark)", row.field.rawValue, row.contents)
            for remark in row.remarks { text.add("     ", "", remark) }
        }
        for row in further {
            text.add(row.remark == nil ? "  +  " : "  + !", row.name, row.contents)
            if let remark = row.remark { text.add("     ", "", remark) }
        }
        for row in table.rows {
            guard let departs = row.departs ?? (checks == nil ? row.finding?.detail : nil) else { continue }
            text.add("\(row.field.rawValue): \(departs)", lead: "  ! ")
        }
        for check in checks ?? [] { text.add(check) }
        return text.text
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
