import CertificateModel
import ScreenKit

/// A certificate's 17 rows as lines of text, with further rows and checks.
enum PlainTable {
    /// The table: each row with its remarks, the `further` rows, where rows differ from the vendor's page, and one sentence
    /// for each of the `checks`. The sign `!` is for what can hurt. Without `checks`, the findings of the rows come instead. If `columns` are known, long contents are wrapped.
    static func text(
        of table: FieldTable, title: String? = nil, further: [AdditionalRow] = [], checks: [CheckResult]? = nil,
        columns: Int?
    ) -> String {
        // One text for all lines, for speed: a review prints thousands of tables.
        var text = PlainText(columns: columns)
        text.add(title ?? table.kind.title)
        text.add("  #  ", "Certificate field", "Contents")
        for (index, row) in table.rows.enumerated() {
            let mark = row.finding == nil ? " " : "!"
            text.add(
                index < 9 ? "  \(index + 1) \(mark)" : " \(index + 1) \(mark)", row.field.rawValue, row.contents)
            for remark in row.remarks { text.add("     ", "", remark) }
        }
        for row in further {
            text.add(row.remark == nil ? "  +  " : "  + !", row.name, row.contents)
            if let remark = row.remark { text.add("     ", "", remark) }
        }
        for row in table.rows {
            if let departs = row.departs {
                text.add("\(row.field.rawValue) differs from Avaya's page: \(departs)", lead: "    ")
            }
            if checks == nil, let finding = row.finding {
                text.add("\(row.field.rawValue): \(finding.detail)", lead: "  ! ")
            }
        }
        for check in checks ?? [] { text.add(check) }
        return text.text
    }
}
