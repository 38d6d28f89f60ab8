import CertificateModel
import Drawing
import ScreenKit

extension State {
    /// A text without a frame, so that it can be copied.
    func drawText(_ text: TextPage, on screen: inout Screen, _ area: Rectangle) {
        let matches = needle.isEmpty ? [] : text.matches(Needle(needle))
        let spans: [Span] =
            needle.isEmpty
            ? entry.map(info(about:)) ?? []
            : [
                Span("Search: ", .label), Span(VisibleText.cleaned(needle), .value),
                Span(matches.count == 1 ? "  1 match" : "  \(matches.count.grouped) matches"),
            ]
        drawInfo(
            on: &screen, area.row, spans, matches: needle.isEmpty ? nil : matches.count, of: text.paragraphs.count)
        let viewport = Viewport(contentHeight: text.lines.count, windowHeight: area.rows - 1, previous: text.first)
        for (row, line) in text.lines[viewport.visible].enumerated() {
            let isMatch = !needle.isEmpty && viewport.first + row == text.match
            screen.put(
                isMatch ? line.map { Span($0.text, .selected) } : line, row: area.row + 1 + row,
                column: text.isVerbatim ? 0 : 1, width: area.columns - (text.isVerbatim ? 0 : 1))
        }
    }

    /// How many octets stand on a line: sixteen, and eight where there is no room for them.
    private var octetsPerLine: Int { size.columns >= 76 ? 16 : 8 }

    /// How many lines the octets of an entry take.
    func octetLines(of entry: Int) -> Int {
        let count = opened[entry]?.der.count ?? 0
        return (count + octetsPerLine - 1) / octetsPerLine
    }

    /// The octets: where they are, what they are, and what they would be in ASCII.
    func drawOctets(of entry: Int, _ first: Int, on screen: inout Screen, _ area: Rectangle) {
        drawInfo(on: &screen, area.row, info(about: entry))
        guard let der = opened[entry]?.der else { return drawReading(on: &screen, area.row + 2) }
        let viewport = Viewport(
            contentHeight: octetLines(of: entry), windowHeight: area.rows - 1, previous: first)
        let digits = der.count > 0xFFFF ? 6 : 4
        for line in viewport.visible {
            let start = line * octetsPerLine
            let octets = der[start..<min(start + octetsPerLine, der.count)]
            let offset = String(start, radix: 16)
            let padded = String(repeating: "0", count: max(digits - offset.count, 0)) + offset
            let pairs = octets.map { Hexadecimal.string([$0]) }.joined(separator: " ")
            let text = octets.map { (0x20..<0x7F).contains($0) ? String(Unicode.Scalar($0)) : "." }.joined()
            screen.put(
                [
                    Span(padded + "  ", .label),
                    Span(Body.padded(pairs, to: octetsPerLine * 3 - 1) + "  ", .value), Span(text, .normal),
                ], row: area.row + 1 + line - viewport.first, column: 0, width: area.columns)
        }
    }
}
