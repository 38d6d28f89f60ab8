import CertificateModel
import Drawing
import ScreenKit

extension State {
    func drawPreview(on screen: inout Screen, _ area: Rectangle) {
        guard let table else { return }
        let column = screen.put(tabs: tabs(columns: area.columns), row: area.row, column: 1)
        drawState(on: &screen, row: area.row, column: column + 1)
        Sheet(rows: sheetRows(of: table), selected: selectedRow).draw(
            on: &screen, Rectangle(row: area.row + 1, column: 0, columns: area.columns, rows: area.rows - 1))
    }

    /// The rows of a table, with what is to be said of each.
    func sheetRows(of table: FieldTable) -> [SheetRow] {
        table.rows.enumerated().map { index, row in
            SheetRow(row, number: index + 1, warning: clockWarning(on: row), glyphs: glyphs)
        }
    }

    /// What a wrong clock does to a date, under that date.
    func clockWarning(on row: FieldRow) -> String? {
        row.field == .validFrom || row.field == .validTo ? plan?.clock.warning : nil
    }

    /// The certificates to choose from, and which of them is in view; where they do not fit, that one alone.
    private func tabs(columns: Int) -> [(name: String, isShown: Bool)] {
        guard step == .set else { return [("Root", shownKind == .root), ("Identity", shownKind == .identity)] }
        let certificates = imported.certificates
        let intermediates = certificates.count { $0.kind == .intermediate }
        let names = certificates.enumerated().map { index, certificate in
            switch certificate.kind {
            case .identity: "Identity"
            case .root: "Root"
            default: intermediates == 1 ? "Intermediate" : "Intermediate \(index)"
            }
        }
        if names.reduce(0, { $0 + $1.count + 3 }) + 2 <= columns {
            return names.enumerated().map { ($1, $0 == imported.shown) }
        }
        return [("\(names[imported.shown]) (\(imported.shown + 1) of \(names.count))", true)]
    }

    /// The profile and how far the certificates have come, in as many words as fit.
    private func drawState(on screen: inout Screen, row: Int, column: Int) {
        let count = table?.rows.count { $0.departs != nil } ?? 0
        let profile = profile.rawValue
        let texts: [String]
        switch progress {
        case .preparing:
            texts = ["profile: \(profile)  making keys and signing...", "making keys and signing...", "signing..."]
        case .writing: texts = ["writing..."]
        case _ where step == .set:
            let file = imported.certificate.map { TypedPath($0.member.file).name } ?? ""
            let summary = "\(imported.level): \(imported.summary)"
            texts = ["from \(VisibleText.quoted(file))  \(summary)", summary, imported.summary, ""]
        default:
            let page = count == 1 ? "1 row departs from the page" : "\(count) rows depart from the page"
            texts =
                count == 0
                ? ["profile: \(profile)", profile]
                : ["profile: \(profile)  \(glyphs.mark) \(page)", "\(profile)  \(glyphs.mark) \(count)"]
        }
        let warning = plan?.clock.isPlausible == false && size.columns >= 60 ? "  the clock is wrong" : ""
        let room = size.columns - column - warning.count
        let text = texts.first { TextWidth.of($0, in: glyphs.charset) < room } ?? texts.last ?? ""
        let end = screen.put(text, row: row, column: column, style: .muted)
        screen.put(warning, row: row, column: end, style: .warning)
    }
}
