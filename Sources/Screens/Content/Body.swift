import ScreenKit

/// The lines between a screen's title and its footer, and which of them must stay in view.
struct Body {
    /// The lines, from the top.
    private(set) var lines: [[Span]] = []
    /// The lines of the field that has the keyboard.
    private(set) var focus: Range<Int> = 0..<0
    /// Where the cursor is, counted from the first line.
    private(set) var cursor: Position?
    let columns: Int
    let glyphs: Glyphs

    /// The column where values begin, to the right of their labels.
    static let labelColumns = 15

    /// Nothing yet, on a screen so many columns wide.
    init(columns: Int, glyphs: Glyphs) {
        self.columns = columns
        self.glyphs = glyphs
    }

    /// An empty line.
    mutating func blank() { lines.append([]) }

    /// A line as it is, one column from the edge.
    mutating func line(_ spans: Span...) { lines.append([Span(" ")] + spans) }

    /// A heading.
    mutating func heading(_ text: String) { self.text(text, .heading) }

    /// Text of one style, wrapped.
    mutating func text(_ text: String, _ style: Style = .normal, indent: Int = 1) {
        for wrapped in TextWidth.wrap(text, max(columns - indent - 1, 1), in: glyphs.charset) {
            lines.append([Span(String(repeating: " ", count: indent)), Span(wrapped, style)])
        }
    }

    /// A fact: a name and its value.
    mutating func fact(
        _ name: String, _ value: String, _ style: Style = .value, labelColumns indent: Int = Self.labelColumns
    ) {
        for (index, wrapped) in TextWidth.wrap(value, max(columns - indent - 1, 1), in: glyphs.charset).enumerated() {
            let label = index == 0 ? " " + name : ""
            lines.append([Span(Self.padded(label, to: indent), .label), Span(wrapped, style)])
        }
    }

    /// A certificate's fingerprint: pairs of its digits with colons between them, as other tools show it, on two lines.
    mutating func fingerprint(_ name: String, _ digits: String) {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, index % 2 == 0 { text.append(index == 32 ? "\n" : ":") }
            text.append(digit)
        }
        fact(name, text)
    }

    /// Text of one style behind a lead, wrapped to the right of it.
    mutating func item(_ lead: [Span], _ text: String, _ style: Style = .normal) {
        let indent = lead.width(in: glyphs.charset)
        for (index, wrapped) in TextWidth.wrap(text, max(columns - indent - 2, 1), in: glyphs.charset).enumerated() {
            let start = index == 0 ? lead : [Span(String(repeating: " ", count: indent))]
            lines.append(start + [Span(wrapped, style)])
        }
    }

    /// A field to type in, with the cursor where it has the keyboard.
    mutating func field(
        _ label: String, _ field: TextField, isFocused: Bool, labelColumns: Int = Self.labelColumns
    ) {
        let width = max(columns - labelColumns - 2, 1)
        let visible = field.visible(width: width, glyphs: glyphs)
        let used = TextWidth.of(visible.text, in: glyphs.charset)
        let text = visible.text + String(repeating: " ", count: max(width - used, 0))
        if isFocused {
            focus = lines.count..<lines.count + 1
            cursor = Position(row: lines.count, column: labelColumns + visible.cursorColumn)
        }
        lines.append([self.label(label, isFocused, labelColumns), Span(text, isFocused ? .focusedField : .field)])
    }

    /// A field whose answer is picked.
    mutating func choice(_ label: String, _ options: [String], chosen: Int, isFocused: Bool) {
        if isFocused {
            focus = lines.count..<lines.count + 1
            cursor = Position(row: lines.count, column: Self.labelColumns)
        }
        var spans = [self.label(label, isFocused)]
        for (index, option) in options.enumerated() {
            if index > 0 { spans.append(Span("  ")) }
            let sign = index == chosen ? glyphs.chosen : glyphs.choice
            spans.append(Span("\(sign) \(option)", index == chosen ? (isFocused ? .selected : .value) : .normal))
        }
        lines.append(spans)
    }

    /// A field whose answer is picked, with a line for each of the options.
    mutating func choice(_ options: [String], chosen: Int) {
        focus = lines.count..<lines.count + options.count
        for (index, option) in options.enumerated() {
            let isChosen = index == chosen
            if isChosen { cursor = Position(row: lines.count, column: 1) }
            let sign = isChosen ? glyphs.chosen : glyphs.choice
            item(
                [
                    Span(isChosen ? String(glyphs.right) : " ", .heading),
                    Span("\(sign) ", isChosen ? .selected : .normal),
                ],
                option, isChosen ? .selected : .normal)
        }
    }

    /// A field whose answer is picked from a list or given on a page of its own, wrapped.
    mutating func picked(_ label: String, _ value: String, isFocused: Bool) {
        let first = lines.count
        let indent = Self.labelColumns
        for (index, wrapped) in TextWidth.wrap(value, max(columns - indent - 1, 1), in: glyphs.charset).enumerated() {
            let start =
                index == 0 ? self.label(label, isFocused) : Span(String(repeating: " ", count: indent))
            lines.append([start, Span(wrapped, isFocused ? .selected : .value)])
        }
        guard isFocused else { return }
        focus = first..<lines.count
        cursor = Position(row: first, column: indent)
    }

    private func label(_ text: String, _ isFocused: Bool, _ columns: Int = Self.labelColumns) -> Span {
        let sign = isFocused ? String(glyphs.right) : " "
        return Span(Self.padded(sign + text, to: columns), isFocused ? .heading : .label)
    }

    /// The text with blanks behind it up to so many columns.
    static func padded(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(columns - TextWidth.of(text), 0))
    }
}
