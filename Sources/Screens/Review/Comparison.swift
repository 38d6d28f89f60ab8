import CertificateModel
import ScreenKit

/// Two entries row by row: the rows that differ, and the names that only one has.
struct Comparison {
    private struct Row {
        let name: String
        let left, right: String
        let differs: Bool
        /// The names that only one side has, where the row is a list.
        var lost: [String] = []
        var gained: [String] = []
    }

    private let rows: [Row]

    /// Where the left side begins on screens that have room for two, and how wide each side is.
    static func sides(columns: Int) -> (start: Int, width: Int)? {
        guard columns >= 72 else { return nil }
        let start = columns >= 110 ? 32 : 22
        return (start, (columns - start - 3) / 2)
    }

    init(_ left: OpenedEntry, _ right: OpenedEntry) {
        let fields = (left.table ?? right.table)?.rows.map(\.field) ?? []
        var rows = fields.map { Self.row($0, left.table?[$0], right.table?[$0]) }
        // A name may occur twice: the first of one side is compared with the first of the other.
        var others = right.further
        for own in left.further {
            let index = others.firstIndex { $0.name == own.name }
            rows.append(Self.row(own, index.map { others.remove(at: $0) }))
        }
        rows += others.map { Self.row(nil, $0) }
        self.rows = rows
    }

    /// How many rows there are, and how many of them differ.
    var counts: (all: Int, different: Int) { (rows.count, rows.count(where: \.differs)) }

    private static func row(_ field: CertificateField, _ left: FieldRow?, _ right: FieldRow?) -> Row {
        var row = Row(
            name: field.rawValue, left: text(left?.contents), right: text(right?.contents),
            differs: left?.detail != right?.detail || left?.contents != right?.contents)
        guard field == .subjectAlternativeNames else { return row }
        let (old, new) = (names(left), names(right))
        row = Row(name: row.name, left: summary(left), right: summary(right), differs: row.differs)
        let (known, present) = (Set(old), Set(new))
        row.lost = old.filter { !present.contains($0) }
        row.gained = new.filter { !known.contains($0) }
        return row
    }

    private static func row(_ left: AdditionalRow?, _ right: AdditionalRow?) -> Row {
        Row(
            name: left?.name ?? right?.name ?? "", left: text(left?.contents), right: text(right?.contents),
            differs: left?.detail != right?.detail || left?.contents != right?.contents)
    }

    private static func text(_ contents: String?) -> String {
        guard let contents else { return "(absent)" }
        if let groups = grouped(contents) { return groups }
        return contents.utf8.count <= 1024 ? contents : String(contents.unicodeScalars.prefix(1024)) + "..."
    }

    /// Long hexadecimal bytes in groups that align on both sides; nil for anything else.
    private static func grouped(_ contents: String) -> String? {
        let digits = contents.utf8.filter { $0 != UInt8(ascii: ":") }
        let isHexadecimal = digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
        guard isHexadecimal, digits.count > 24, let size = [16, 20].first(where: { digits.count % $0 == 0 }) else {
            return nil
        }
        return stride(from: 0, to: digits.count, by: size).map {
            String(decoding: digits[$0..<$0 + size], as: UTF8.self)
        }.joined(separator: " ")
    }

    /// The names of an extension that is there.
    private static func names(_ row: FieldRow?) -> [String] {
        guard let row, row.contents != "(absent)" else { return [] }
        return row.detail
    }

    private static func summary(_ row: FieldRow?) -> String {
        let count = names(row).count
        return count > 4 ? "\(count.grouped) names" : text(row?.contents)
    }

    /// The lines for a screen with this number of columns.
    func lines(columns: Int, onlyDifferences: Bool, glyphs: Glyphs) -> [[Span]] {
        let shown = onlyDifferences ? rows.filter(\.differs) : rows
        if shown.isEmpty { return [[Span(" Every row is the same.")]] }
        return shown.flatMap { row in
            lines(of: row, columns: columns, glyphs: glyphs) + names(of: row, columns: columns, glyphs: glyphs)
        }
    }

    private func lines(of row: Row, columns: Int, glyphs: Glyphs) -> [[Span]] {
        let mark = Span(row.differs ? " \(glyphs.mark) " : "   ", .mark)
        guard let (start, width) = Self.sides(columns: columns) else {
            func side(_ sign: String, _ text: String, _ style: Style) -> [[Span]] {
                TextWidth.wrap(text, max(columns - 7, 1), in: glyphs.charset).enumerated().map { index, line in
                    [Span(index == 0 ? "   \(sign) " : "     ", .muted), Span(line, style)]
                }
            }
            let head = [[mark, Span(row.name, .label)]]
            if !row.differs { return head + side("=", row.left, .normal) }
            return head + side("1", row.left, .value) + side("2", row.right, .value)
        }
        let style: Style = row.differs ? .value : .normal
        let names = TextWidth.wrap(row.name, start - 5, in: glyphs.charset)
        let lefts = TextWidth.wrap(row.left, width, in: glyphs.charset)
        let rights = TextWidth.wrap(row.right, width, in: glyphs.charset)
        return (0..<max(names.count, lefts.count, rights.count)).map { index in
            func text(_ lines: [String], _ width: Int) -> String {
                let line = index < lines.count ? lines[index] : ""
                let used = TextWidth.of(line, in: glyphs.charset)
                return line + String(repeating: " ", count: max(width - used, 0))
            }
            return [
                index == 0 ? mark : Span("   "), Span(text(names, start - 3), .label),
                Span(text(lefts, width) + "  ", style), Span(text(rights, 0), style),
            ]
        }
    }

    /// The names that only one side has.
    private func names(of row: Row, columns: Int, glyphs: Glyphs) -> [[Span]] {
        let start = Self.sides(columns: columns)?.start ?? 5
        let lead = String(repeating: " ", count: start)
        func lines(_ names: [String], _ sign: String, _ word: String, _ style: Style) -> [[Span]] {
            names.flatMap { name in
                TextWidth.wrap("\(sign) \(name) \(word)", max(columns - start - 1, 1), in: glyphs.charset).map {
                    [Span(lead), Span($0, style)]
                }
            }
        }
        return lines(row.lost, "-", "(lost)", .error) + lines(row.gained, "+", "(gained)", .normal)
    }
}
