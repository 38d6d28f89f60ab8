import CertificateModel
import Drawing
import ScreenKit

extension State {
    /// The 17 rows, and below them the further ones.
    func drawCertificate(_ certificate: CertificatePage, on screen: inout Screen, _ area: Rectangle) {
        let rows = rows(of: certificate.entry)
        if needle.isEmpty, prompt == nil {
            drawInfo(on: &screen, area.row, info(about: certificate.entry))
        } else {
            let matches = matches(of: certificate)
            let spans = [
                Span("Search: ", .label), Span(VisibleText.cleaned(needle), .value),
                Span("  \(matches.count) of \(rows.count) rows", matches.isEmpty ? .warning : .normal),
            ]
            drawInfo(on: &screen, area.row, spans, matches: needle.isEmpty ? nil : matches.count, of: rows.count)
        }
        guard let opened = opened[certificate.entry] else { return drawReading(on: &screen, area.row + 2) }
        var top = area.row + 1
        if opened.table == nil {
            let damage = list.entries[certificate.entry]?.damage ?? "This is no certificate."
            for line in TextWidth.wrap(damage, size.columns - 2, in: glyphs.charset).prefix(3) {
                screen.put(line, row: top, column: 1, style: .error)
                top += 1
            }
        }
        guard !rows.isEmpty else { return }
        Sheet(rows: rows, selected: min(certificate.selected, rows.count - 1)).draw(
            on: &screen, Rectangle(row: top, column: 0, columns: area.columns, rows: area.endRow - top))
    }
}
