import CertificateModel
import ScreenKit

/// The chain of an entry as a tree: the root on top, each certificate below its issuer.
struct ChainPage: EntryPage, Moving {
    let title = "Chain"
    let entry: Int
    /// The certificate under the cursor: the entry itself at first.
    private var selected = Int.max

    init(_ entry: Int) { self.entry = entry }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [.init(.enter, "Open", unless: absence(context)) { $0.open(&$1) }, Self.showsChecks] + Self.rows("Move")
            + Self.always
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "The root is on top, and each certificate is below its issuer. A certificate that is missing is named in its place. \(key: .enter) opens a certificate."
        ]
    }

    /// Why no certificate can be opened; nil where one can.
    private func absence(_ context: Context) -> String? {
        guard let chain = context.reviewed.found(entry)?.chain else {
            return "The chain is still being looked for. Wait until it is there."
        }
        return chain.isEmpty ? "This certificate has no chain." : nil
    }

    mutating func settle(over below: (any Page)?, _ context: inout Context) {
        context.perform(context.reviewed.wantJudged(entry))
    }

    private func open(_ context: inout Context) {
        guard let chain = context.reviewed.found(entry)?.chain, !chain.isEmpty else { return }
        let link = chain[min(selected, chain.count - 1)]
        if let entry = link.entry {
            context.openCertificate(entry)
        } else {
            context.notice =
                link.problem == nil
                ? "It is trusted, and not in this list."
                : "That certificate is not in this list."
        }
    }

    mutating func move(by distance: Int, _ context: inout Context) {
        selected = moved(selected, by: distance, limit: (context.reviewed.found(entry)?.chain.count ?? 0) - 1)
    }

    func pageHeight(_ context: Context) -> Int { areaHeight(context) - 1 }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        screen.put(info: context.reviewed.info(about: entry, context.glyphs), row: area.row, context)
        guard let chain = context.reviewed.found(entry)?.chain else { return screen.put(readingInRow: area.row + 2) }
        let selected = min(selected, chain.count - 1)
        var lines: [[Span]] = []
        var focus = 0..<0
        for (depth, link) in chain.enumerated() {
            let start = lines.count
            lines += self.lines(of: link, depth: depth, isSelected: depth == selected, context)
            if depth == selected { focus = start..<lines.count }
        }
        if chain.isEmpty { lines = [[Span(" The issuer is not known.", .muted)]] }
        screen.put(
            lines: lines, focus: focus,
            in: Rectangle(row: area.row + 2, column: 0, columns: area.columns, rows: area.rows - 2))
    }

    /// A certificate of the chain: its place and name, and under it the problem of this link.
    private func lines(of link: ChainLink, depth: Int, isSelected: Bool, _ context: Context) -> [[Span]] {
        let (size, glyphs) = (context.size, context.glyphs)
        // However long the chain is, there has to be room for names.
        let indent = min(max(depth - 1, 0) * 3, size.columns / 2)
        let branch = depth == 0 ? "" : "\(glyphs.bottomLeft)\(glyphs.horizontal) "
        let lead = String(repeating: " ", count: indent + 1) + branch
        let verdict: CheckResult.Verdict = link.problem != nil ? .fail : .pass
        let start = lead.unicodeScalars.count + 2
        let room = max(size.columns - start - 2, 8)
        let name = TextWidth.truncate(
            link.name + (link.entry == nil && link.problem == nil ? " (trusted)" : ""), to: room, glyphs: glyphs)
        let marker = isSelected ? glyphs.rowMarker : nil
        let style: Style =
            isSelected && marker == nil ? .selected : link.entry == nil && link.problem != nil ? .error : .value
        var lines = [
            (marker.map { [Span(String($0), .heading), Span(String(lead.dropFirst()), .muted)] } ?? [Span(lead, .muted)])
                + [glyphs.sign(of: verdict), Span(" "), Span(name, style)]
        ]
        for text in TextWidth.wrap(link.problem ?? "", room, in: glyphs.charset) where !text.isEmpty {
            lines.append([Span(String(repeating: " ", count: start)), Span(text, .error)])
        }
        return lines
    }
}

extension Context {
    /// Opens the fields of an entry.
    mutating func openCertificate(_ entry: Int) {
        reviewed.touch(entry)
        reviewed.needle = ""
        reviewed.list.select(entry: entry)
        open(CertificatePage(entry))
    }
}
