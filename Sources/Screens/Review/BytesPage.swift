import CertificateModel
import ScreenKit

/// A hexadecimal dump of an entry: offsets, bytes, and the same bytes in ASCII.
struct BytesPage: EntryPage, LinesPage {
    let title = "Bytes"
    let entry: Int
    var first = 0

    init(_ entry: Int) { self.entry = entry }

    func bindings(_ context: Context) -> [Binding<Self>] { Self.lines("Move") + Self.always }

    func help(_ context: Context) -> [HelpText] {
        [
            "The bytes of the certificate: first the offset in hexadecimal, then the bytes in hexadecimal, then the same bytes as ASCII characters."
        ]
    }

    mutating func settle(over below: (any Page)?, _ context: inout Context) {
        context.perform(context.reviewed.wantOpened(entry))
    }

    /// The bytes of a line: sixteen, or eight on narrow screens.
    private func width(_ context: Context) -> Int { context.size.columns >= 76 ? 16 : 8 }

    func lineCount(_ context: Context) -> Int {
        let width = width(context)
        return ((context.reviewed.opened[entry]?.der.count ?? 0) + width - 1) / width
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        screen.put(info: context.reviewed.info(about: entry, context.glyphs), row: area.row, context)
        guard let der = context.reviewed.opened[entry]?.der else { return screen.put(readingInRow: area.row + 2) }
        let width = width(context)
        let viewport = viewport(rows: area.rows, context)
        let digits = der.count > 0xFFFF ? 6 : 4
        for line in viewport.visible {
            let start = line * width
            let octets = der[start..<min(start + width, der.count)]
            let offset = String(start, radix: 16)
            let padded = String(repeating: "0", count: max(digits - offset.count, 0)) + offset
            let pairs = octets.map { Hexadecimal.string([$0]) }.joined(separator: " ")
            let text = octets.map { (0x20..<0x7F).contains($0) ? String(Unicode.Scalar($0)) : "." }.joined()
            screen.put(
                [
                    Span(padded + "  ", .label), Span(Body.padded(pairs, to: width * 3 - 1) + "  ", .value),
                    Span(text, .normal),
                ], row: area.row + 1 + line - viewport.first, column: 0, width: area.columns)
        }
    }
}
