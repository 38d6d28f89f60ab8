import CertificateModel
import ScreenKit

/// The generations of the store, the newest first.
struct HistoryPage: Moving {
    let title = "History"
    /// The generations; nil while they are being read.
    private(set) var entries: [HistoryEntry]?
    /// Why they cannot be read; nil where they can.
    private var refusal: Refusal?
    private(set) var selected = 0

    /// The generation under the cursor.
    private var entry: HistoryEntry? {
        entries.flatMap { $0.isEmpty ? nil : $0[min(max(selected, 0), $0.count - 1)] }
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        var acting: [Binding<Self>] = []
        if let entry {
            acting.append(.init(.enter, "Open") { $1.open(GenerationPage(entry)) })
            acting += Self.rollingBack(to: entry)
        }
        return acting + Self.always + Self.runningHooks(context) + [.init(["u", "U"], "Refresh") { $0.ask(&$1) }]
            + Self.rows("Move") + [Self.pageDown(" ")]
    }

    /// The help about generations.
    static let about: [HelpText] = [
        "Every generation of the store, the newest first. The live one is marked. Enter shows all of a generation: names, serial numbers, fingerprints, and who made it.",
        "not served: after the switch to this generation, an endpoint of the site configuration served something else.",
        "\(key: "b") makes an earlier generation live again. Keyturn checks it first, like a new one. Nothing is removed.",
    ]

    func help(_ context: Context) -> [HelpText] { Self.about }

    func aside(_ context: Context) -> String {
        entries.map { $0.count == 1 ? "1 generation" : "\($0.count.grouped) generations" } ?? ""
    }

    mutating func opened(_ context: inout Context) { ask(&context) }

    private mutating func ask(_ context: inout Context) {
        (entries, refusal) = (nil, nil)
        context.perform(.history)
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .history(let entries): (self.entries, refusal) = (entries, nil)
        case .noHistory(let refusal): self.refusal = refusal
        default: break
        }
    }

    mutating func move(by distance: Int, _ context: inout Context) {
        selected = moved(selected, by: distance, limit: (entries?.count ?? 0) - 1)
    }

    /// The header of the table is above the rows, and two lines about the selected row are below.
    func pageHeight(_ context: Context) -> Int { areaHeight(context) - 3 }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        if let refusal {
            var body = Body(columns: area.columns, glyphs: context.glyphs)
            body.text(refusal.problem, .error)
            body.text("hint: \(refusal.hint)")
            screen.put(
                lines: body.lines,
                in: Rectangle(row: area.row + 1, column: 0, columns: area.columns, rows: area.rows - 1))
            return
        }
        guard let entries else { return screen.put(readingInRow: area.row + 1) }
        let isWide = area.columns >= 72
        let columns: [Table.Column] =
            [.init("#", width: 6), .init("When", width: isWide ? 16 : 10)]
            + (isWide ? [.init("Who", width: 12)] : []) + [.init("Command", width: isWide ? 12 : nil)]
            + (isWide ? [.init("Why")] : [])
        let layout = Table(columns: columns, rows: entries.map { row(of: $0, isWide: isWide, context.glyphs) })
            .layout(columns: area.columns - 3, in: context.glyphs.charset)
        layout.drawHeader(on: &screen, row: area.row, column: 1)
        let selected = min(max(selected, 0), max(entries.count - 1, 0))
        let viewport = Viewport(
            contentHeight: layout.height, windowHeight: area.rows - 3, focus: layout.lines(ofRow: selected),
            glyphs: screen.glyphs)
        layout.draw(viewport, on: &screen, row: area.row + 1, column: 1, selected: selected)
        screen.scrollBar(viewport, row: area.row + 1, column: area.columns - 1)
        if entries.isEmpty { screen.put("The store holds no generation.", row: area.row + 1, column: 1, style: .muted) }
        screen.letWait(area.endRow - 2..<area.endRow)
        screen.put(rows: aboutSelected, at: area.endRow - 2, width: area.columns)
    }

    /// The reason and the names of the selected generation.
    private var aboutSelected: [[Span]] {
        guard let entry else { return [] }
        switch entry.contents {
        case .damaged(let problem): return [[Span(" "), Span(VisibleText.cleaned(problem, limit: 400), .error)]]
        case .whole(let record):
            let why = record.reason.map { "because \(VisibleText.cleaned($0, limit: 400))" }
            let names = record.names.prefix(50).map(\.bareText).joined(separator: ", ")
            return [
                [Span(" "), Span(why ?? "by \(record.operator.person)", .muted)], [Span(" "), Span(names, .value)],
            ]
        }
    }

    private func row(of entry: HistoryEntry, isWide: Bool, _ glyphs: Glyphs) -> [[Span]] {
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

extension Page {
    /// The key that makes an earlier generation live again, after a question.
    static func rollingBack(to entry: HistoryEntry) -> [Binding<Self>] {
        guard let confirmation = entry.rollback else { return [] }
        return [
            .init(["b", "B"], "Roll back") { _, context in
                context.open(
                    ConfirmationPrompt(confirmation) { (_: inout Self, context, consent) in
                        context.begin(.rollback(to: entry.generation, consent))
                    })
            }
        ]
    }
}
