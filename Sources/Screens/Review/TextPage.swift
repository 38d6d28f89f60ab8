import CertificateModel
import ScreenKit

/// A text that may be longer than the screen, without a frame, so that it can be copied: a whole field, the problem of a
/// source, PEM.
struct TextPage: LinesPage, Searching {
    let title: String
    let isOfEntries: Bool
    var prompt: TextField?
    /// The entry that the text is from, if any.
    private let entry: Int?
    private let paragraphs: [Span]
    /// Whether it is to be copied as it is, and so begins at the edge of the screen.
    private let isVerbatim: Bool
    var first = 0
    /// The line of the place that was found last.
    private var match: Int?
    private var lines: [[Span]] = []
    /// The first line of each paragraph.
    private var starts: [Int] = []

    init(_ title: String, _ paragraphs: [Span], isVerbatim: Bool = false, of entry: Int? = nil, _ context: Context) {
        self.title = title
        self.isVerbatim = isVerbatim
        self.paragraphs = paragraphs
        self.entry = entry
        isOfEntries = entry != nil
        wrap(columns: context.size.columns, in: context.glyphs.charset)
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        prompt != nil ? Self.searchBindings : Self.lines("Move") + Self.searching(context) + Self.always
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "The whole text, without a frame, so that you can copy it. \(key: "/") searches; \(key: "n") and \(key: "N") go to the next and the previous match."
        ]
    }

    func lineCount(_ context: Context) -> Int { lines.count }

    mutating func take(_ event: Event, _ context: inout Context) {
        if case .resized(let size) = event { wrap(columns: size.columns, in: context.glyphs.charset) }
    }

    /// Cuts the paragraphs into lines for a screen of so many columns, and stays at the paragraph that was on top.
    private mutating func wrap(columns: Int, in charset: Charset) {
        let top = starts.lastIndex { $0 <= first } ?? 0
        lines = []
        starts = []
        let columns = max(isVerbatim ? columns : columns - 2, 1)
        for paragraph in paragraphs {
            starts.append(lines.count)
            lines += TextWidth.wrap(paragraph.text, columns, in: charset).map { [Span($0, paragraph.style)] }
        }
        first = starts.indices.contains(top) ? starts[top] : 0
        match = nil
    }

    /// The first lines of the paragraphs that match.
    private func matches(_ context: Context) -> [Int] {
        guard !context.reviewed.needle.isEmpty else { return [] }
        let needle = SearchText(context.reviewed.needle)
        return paragraphs.indices.filter { needle.isFound(in: paragraphs[$0].text) }.map { starts[$0] }
    }

    mutating func jump(by distance: Int, _ context: Context) {
        match = Self.target(matches(context), from: match ?? first, by: distance)
        guard let match else { return }
        first =
            Viewport(
                contentHeight: lines.count, windowHeight: pageHeight(context), focus: match..<match + 1, previous: first
            ).first
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let matches = matches(context).count
        drawSearch(
            on: &screen, row: area.row, matches: matches, of: paragraphs.count,
            Span(matches == 1 ? "  1 match" : "  \(matches.grouped) matches"),
            info: entry.map { context.reviewed.info(about: $0, context.glyphs) } ?? [], context)
        let viewport = viewport(rows: area.rows, context)
        for (row, line) in lines[viewport.visible].enumerated() {
            let isMatch = !context.reviewed.needle.isEmpty && viewport.first + row == match
            screen.put(
                isMatch ? line.map { Span($0.text, .selected) } : line, row: area.row + 1 + row,
                column: isVerbatim ? 0 : 1, width: area.columns - (isVerbatim ? 0 : 1))
        }
    }
}
