import CertificateModel
import ScreenKit

/// A certificate's rows as the plain interface has them: a label and its value on each line.
enum PlainRows {
    static func text(of table: FieldTable, title: String? = nil) -> String {
        var lines = [title ?? table.kind.title]
        for row in table.rows {
            lines.append("\(row.field.rawValue): \(TextWidth.clean(row.contents))")
            let differs = row.departs.map { "differs from Avaya's page: \($0)" }
            let remarks = row.remarks + [differs, row.finding?.detail].compactMap(\.self)
            lines += remarks.map { "  \(TextWidth.clean($0))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A value under its label.
    static func line(_ label: String, _ value: String) -> String { "\(label): \(TextWidth.clean(value))" }
}
