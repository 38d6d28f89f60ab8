import CertificateModel
import ScreenKit

/// Two entries side by side, or one below the other.
struct ComparePage: EntryPage, LinesPage {
    let title = "Compare"
    let left: Int
    let right: Int
    /// Whether rows that are the same on both sides are left out.
    private var onlyDifferences = false
    /// The names and sources of the two certificates are above the lines.
    let headHeight = 3
    var first = 0
    /// The lines, once both entries are opened; computed once for a width.
    private var lines: [[Span]]?
    /// How much differs.
    private var summary = ""

    init(left: Int, right: Int) {
        self.left = left
        self.right = right
    }

    var entry: Int { right }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [
            .init(["o", "O", "="], onlyDifferences ? "Every row" : "Only differences") { page, _ in
                page.onlyDifferences.toggle()
                page.lines = nil
                page.first = 0
            }
        ] + Self.lines("Move") + Self.always
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "The marked certificate, and beside it (or below it) the other one. A row with a mark differs. A name that only the marked certificate has is lost. A name that only the other one has is gained.",
            "\(key: "o") shows only what differs, or everything again.",
        ]
    }

    func lineCount(_ context: Context) -> Int { lines?.count ?? 0 }

    mutating func take(_ event: Event, _ context: inout Context) {
        if case .resized = event { lines = nil }
    }

    /// Compares as soon as both entries are there, and asks for them until then.
    mutating func settle(over below: (any Page)?, _ context: inout Context) {
        context.perform(context.reviewed.list.ask(for: left) + context.reviewed.list.ask(for: right))
        guard lines == nil else { return }
        guard let old = context.reviewed.opened[left], let new = context.reviewed.opened[right] else {
            return context.perform(context.reviewed.wantOpened(left) + context.reviewed.wantOpened(right))
        }
        let comparison = Comparison(old, new)
        let (all, different) = comparison.counts
        summary =
            old.der == new.der ? "The same certificate, byte for byte." : "\(different) of \(all) rows differ."
        lines = comparison.lines(
            columns: context.size.columns, onlyDifferences: onlyDifferences, glyphs: context.glyphs)
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let list = context.reviewed.list
        let names = [left, right].map { list.entries[$0]?.subject ?? "..." }
        let sources = [left, right].map { VisibleText.cleaned(list.entries[$0]?.source ?? "", limit: 200) }
        if let (start, width) = Comparison.sides(columns: area.columns) {
            for (index, column) in [start, start + width + 2].enumerated() {
                screen.put(names[index], row: area.row + 1, column: column, width: width, style: .heading)
                screen.put(sources[index], row: area.row + 2, column: column, width: width, style: .muted)
            }
        } else {
            for index in 0...1 {
                screen.put(
                    [
                        Span(" \(index + 1) ", .muted), Span(names[index], .heading),
                        Span("  \(sources[index])", .muted),
                    ], row: area.row + 1 + index, column: 0, width: area.columns)
            }
        }
        guard let lines else { return screen.put(readingInRow: area.row) }
        screen.put(info: [Span(summary, .normal)], row: area.row, context)
        let viewport = viewport(rows: area.rows, context)
        screen.put(rows: lines[viewport.visible], at: area.row + 3, width: area.columns)
    }
}
