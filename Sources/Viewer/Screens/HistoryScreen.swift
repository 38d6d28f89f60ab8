import CertificateModel
import Drawing
import ScreenKit

extension State {
    /// The rows of the history in view at once: its head stands above them, and below them what is under the cursor.
    var historyHeight: Int { areaHeight - 3 }

    func drawHistory(_ selected: Int, on screen: inout Screen, _ area: Rectangle) {
        if let historyRefusal {
            var body = Body(columns: size.columns, glyphs: glyphs)
            body.text(historyRefusal.problem, .error)
            body.text("hint: \(historyRefusal.hint)")
            return draw(body: body, 0, on: &screen, area, top: area.row + 1)
        }
        guard let history else { return drawReading(on: &screen, area.row + 1) }
        let isWide = size.columns >= 72
        let columns: [Table.Column] =
            [.init("#", width: 6), .init("When", width: isWide ? 16 : 10)]
            + (isWide ? [.init("Who", width: 12)] : []) + [.init("Command", width: isWide ? 12 : nil)]
            + (isWide ? [.init("Why")] : [])
        let layout = Table(columns: columns, rows: history.map { row(of: $0, isWide: isWide) })
            .layout(columns: area.columns - 3, in: glyphs.charset)
        layout.drawHeader(on: &screen, row: area.row, column: 1)
        let selected = min(max(selected, 0), max(history.count - 1, 0))
        let viewport = Viewport(
            contentHeight: layout.height, windowHeight: historyHeight, focus: layout.lines(ofRow: selected))
        layout.draw(viewport, on: &screen, row: area.row + 1, column: 1, selected: selected)
        screen.scrollBar(viewport, row: area.row + 1, column: area.columns - 1)
        if history.isEmpty { screen.put("The store holds no generation.", row: area.row + 1, column: 1, style: .muted) }
        for (row, line) in aboutSelected.enumerated() {
            screen.put(line, row: area.endRow - 2 + row, column: 0, width: size.columns)
        }
    }

    /// Why there is the generation under the cursor, and for which names.
    private var aboutSelected: [[Span]] {
        guard let generation else { return [] }
        switch generation.contents {
        case .damaged(let problem): return [[Span(" "), Span(VisibleText.cleaned(problem, limit: 400), .error)]]
        case .whole(let record):
            let why = record.reason.map { "because \(VisibleText.cleaned($0, limit: 400))" }
            let names = record.names.prefix(50).map(\.bareText).joined(separator: ", ")
            return [
                [Span(" "), Span(why ?? "by \(record.operator.person)", .muted)], [Span(" "), Span(names, .value)],
            ]
        }
    }

    private func row(of entry: HistoryEntry, isWide: Bool) -> [[Span]] {
        let mark = Span(entry.isLive ? "\(glyphs.chosen) " : "  ", .success)
        let number = [mark, Span("\(entry.generation)", .value)]
        switch entry.contents {
        case .damaged(let problem):
            let text = Span(VisibleText.cleaned(problem, limit: 400), .error)
            return [number, [Span("damaged", .error)]] + (isWide ? [[], [], [text]] : [[]])
        case .whole(let record):
            let time = record.created.shownTime
            let when = String(time.prefix(isWide ? 16 : 10))
            let command = Span(VisibleText.cleaned(record.command, limit: 60))
            let unserved = entry.wasServed == false ? [Span("not served", .error)] : []
            let gap = unserved.isEmpty ? [] : [Span("  ")]
            guard isWide else { return [number, [Span(when)], unserved + gap + [command]] }
            let why = Span(record.reason.map { VisibleText.cleaned($0, limit: 400) } ?? "", .muted)
            return [number, [Span(when)], [Span(record.operator.person)], [command], unserved + gap + [why]]
        }
    }
}
