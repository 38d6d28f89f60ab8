import CertificateModel
import ScreenKit

/// A page with the rows of a certificate, and a pane about the row under the cursor.
protocol SheetPage: Moving {
    /// The row under the cursor.
    var selected: Int { get set }
    /// The rows, as far as they are known.
    func rows(_ context: Context) -> [SheetRow]
}

extension SheetPage {
    mutating func move(by distance: Int, _ context: inout Context) {
        selected = moved(selected, by: distance, limit: rows(context).count - 1)
    }

    /// Short, so that the eye keeps the row when a page is turned.
    func pageHeight(_ context: Context) -> Int { 8 }

    /// The row under the cursor.
    func row(_ context: Context) -> SheetRow? {
        let rows = rows(context)
        return rows.isEmpty ? nil : rows[min(selected, rows.count - 1)]
    }

    func drawSheet(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let rows = rows(context)
        guard !rows.isEmpty else { return }
        Sheet(rows: rows, selected: min(selected, rows.count - 1)).draw(on: &screen, area)
    }
}

extension [FieldRow] {
    /// The 17 rows as a sheet has them; `warning` is about a wrong clock, and is shown with the dates.
    func sheet(warning: String?, _ glyphs: Glyphs) -> [SheetRow] {
        enumerated().map { index, row in
            let isDate = row.field == .validFrom || row.field == .validTo
            return SheetRow(row, number: index + 1, warning: isDate ? warning : nil, glyphs: glyphs)
        }
    }
}

extension FieldTable {
    /// The profile, how many rows can hurt, and how many differ from the vendor's page, the longest text first.
    func summary(_ profile: Profile, _ glyphs: Glyphs) -> [String] {
        let (hurt, differ) = (rows.count { $0.finding != nil }, rows.count { $0.departs != nil })
        let mark = hurt == 0 ? "" : "  \(glyphs.mark) \(hurt) can hurt"
        let page = differ == 0 ? "" : "  \(differ == 1 ? "1 row differs" : "\(differ) rows differ") from Avaya's page"
        let short = profile.label.split(separator: " (").first.map(String.init) ?? profile.label
        return [
            "profile: \(profile.label)\(mark)\(page)", "\(profile.label)\(mark)\(page)", "\(profile.label)\(mark)",
            "\(short)\(hurt == 0 ? "" : " \(glyphs.mark) \(hurt)")", short,
        ]
    }
}
