import CertificateModel
import ScreenKit

/// The fields of an entry.
struct CertificatePage: EntryPage, SheetPage, Searching {
    let title = "Certificate"
    private(set) var entry: Int
    var selected = 0
    var prompt: TextField?

    init(_ entry: Int) { self.entry = entry }

    func bindings(_ context: Context) -> [Binding<Self>] {
        if prompt != nil { return Self.searchBindings }
        let absence = rows(context).isEmpty ? "There is no field to show." : nil
        return [.init([.enter, "d", "D"], "Detail", unless: absence) { $0.openDetail(&$1) }] + Self.always + [
            .init([.left, "<", ","], "Other entry") { $0.openNeighbour(by: -1, &$1) },
            .init([.right, ">", ".", .tab], "Other entry") { $0.openNeighbour(by: 1, &$1) }, Self.showsChain,
            Self.showsChecks, .init(["x", "X"], "Bytes") { $1.open(BytesPage($0.entry)) },
            .init(["p", "P"], "PEM") { $0.openPEM(&$1) },
        ] + Self.searching(context) + Self.comparing(entry, context) + Self.lines("")
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "The 17 fields of the specification, then fingerprints and further extensions. A mark means that a check found something. The lines below say what.",
            "\(key: .enter) or \(key: "d") shows the whole of a field, \(key: "x") the bytes in hexadecimal, \(key: "p") PEM. \(key: "<") and \(key: ">"), or \(key: .left) and \(key: .right), go to the certificate before and after. \(key: "t") shows its chain, \(key: "c") what the checks find.",
            "\(key: "/") searches the fields; \(key: "n") and \(key: "N") go to the next and the previous match. \(key: "m") marks this certificate, and = compares it with the marked one.",
        ]
    }

    func aside(_ context: Context) -> String { context.reviewed.place(of: entry) }

    mutating func settle(over below: (any Page)?, _ context: inout Context) {
        context.perform(context.reviewed.list.ask(for: entry))
        context.perform(context.reviewed.wantOpened(entry) + context.reviewed.wantJudged(entry))
    }

    func rows(_ context: Context) -> [SheetRow] { context.reviewed.rows(of: entry, context.glyphs) }

    private func openDetail(_ context: inout Context) {
        guard let row = row(context) else { return }
        var text = TextPage(row.name, row.paragraphs, of: entry, context)
        if !context.reviewed.needle.isEmpty { text.jump(by: 0, context) }
        context.open(text)
    }

    private func openPEM(_ context: inout Context) {
        guard let opened = context.reviewed.opened[entry] else { return }
        context.open(TextPage("PEM", opened.pem.map { Span($0) }, isVerbatim: true, of: entry, context))
    }

    /// Shows the entry before or after the one in view; the row under the cursor stays the same one.
    private mutating func openNeighbour(by distance: Int, _ context: inout Context) {
        guard let neighbour = context.reviewed.list.neighbour(of: entry, by: distance) else {
            context.notice = distance < 0 ? "This is the first entry." : "This is the last entry."
            return
        }
        entry = neighbour
        context.reviewed.touch(neighbour)
        context.reviewed.list.select(entry: neighbour)
    }

    mutating func jump(by distance: Int, _ context: Context) {
        if let target = Self.target(matches(context), from: selected, by: distance) { selected = target }
    }

    /// The rows that hold what is searched for.
    private func matches(_ context: Context) -> [Int] {
        guard !context.reviewed.needle.isEmpty else { return [] }
        let needle = SearchText(context.reviewed.needle)
        return rows(context).enumerated().filter { _, row in
            needle.isFound(in: row.name) || needle.isFound(in: row.contents)
                || row.detail.contains(where: needle.isFound)
        }.map(\.offset)
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let reviewed = context.reviewed
        let (matches, count) = (matches(context).count, rows(context).count)
        drawSearch(
            on: &screen, row: area.row, matches: matches, of: count,
            Span("  \(matches) of \(count) rows", matches == 0 ? .warning : .normal),
            info: reviewed.info(about: entry, context.glyphs), context)
        guard let opened = reviewed.opened[entry] else { return screen.put(readingInRow: area.row + 2) }
        var top = area.row + 1
        if opened.table == nil {
            let damage = reviewed.list.entries[entry]?.damage ?? "This is not a certificate."
            for line in TextWidth.wrap(damage, area.columns - 2, in: context.glyphs.charset).prefix(3) {
                screen.put(line, row: top, column: 1, style: .error)
                top += 1
            }
        }
        drawSheet(
            on: &screen, Rectangle(row: top, column: 0, columns: area.columns, rows: area.endRow - top), context)
    }
}
