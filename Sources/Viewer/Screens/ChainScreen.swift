import CertificateModel
import Drawing
import ScreenKit

extension State {
    /// The chain as a tree: the root on top, each certificate below the one that signed it.
    func drawChain(of entry: Int, _ selected: Int, on screen: inout Screen, _ area: Rectangle) {
        drawInfo(on: &screen, area.row, info(about: entry))
        guard let chain = found(entry)?.chain else { return drawReading(on: &screen, area.row + 2) }
        let selected = min(selected, chain.count - 1)
        var lines: [[Span]] = []
        var focus = 0..<0
        for (depth, link) in chain.enumerated() {
            let start = lines.count
            lines += self.lines(of: link, depth: depth, isSelected: depth == selected)
            if depth == selected { focus = start..<lines.count }
        }
        if chain.isEmpty { lines = [[Span(" Nothing is known of what signed it.", .muted)]] }
        let viewport = Viewport(contentHeight: lines.count, windowHeight: area.rows - 2, focus: focus)
        for (row, line) in lines[viewport.visible].enumerated() {
            screen.put(line, row: area.row + 2 + row, column: 0, width: area.columns - 1)
        }
        screen.scrollBar(viewport, row: area.row + 2, column: area.columns - 1)
    }

    /// A certificate of the chain: its place and name, and under it what is wrong with this step.
    private func lines(of link: ChainLink, depth: Int, isSelected: Bool) -> [[Span]] {
        // However long the chain is, there has to be room for names.
        let indent = min(max(depth - 1, 0) * 3, size.columns / 2)
        let branch = depth == 0 ? "" : "\(glyphs.bottomLeft)\(glyphs.horizontal) "
        let lead = String(repeating: " ", count: indent + 1) + branch
        let verdict: CheckResult.Verdict = link.problem != nil ? .fail : .pass
        let sign = glyphs.sign(of: verdict)
        let start = lead.unicodeScalars.count + 2
        let room = max(size.columns - start - 2, 8)
        let name = TextWidth.truncate(
            link.name + (link.entry == nil && link.problem == nil ? " (trusted)" : ""), to: room, glyphs: glyphs)
        let style: Style = isSelected ? .selected : link.entry == nil && link.problem != nil ? .error : .value
        var lines = [[Span(lead, .muted), sign, Span(" "), Span(name, style)]]
        for text in TextWidth.wrap(link.problem ?? "", room, in: glyphs.charset) where !text.isEmpty {
            lines.append([Span(String(repeating: " ", count: start)), Span(text, .error)])
        }
        return lines
    }
}
