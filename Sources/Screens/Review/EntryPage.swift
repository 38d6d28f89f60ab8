import CertificateModel
import ScreenKit

/// A page about one entry of the list.
protocol EntryPage: Page {
    /// The entry.
    var entry: Int { get }
}

extension EntryPage {
    var isOfEntries: Bool { true }

    static var showsChain: Binding<Self> { .init(["t", "T"], "Chain") { $1.open(ChainPage($0.entry)) } }
    static var showsChecks: Binding<Self> { .init(["c", "C"], "Checks") { $1.open(ChecksPage($0.entry)) } }
}

extension Context {
    /// Marks an entry, or takes the mark away.
    mutating func mark(_ entry: Int) {
        reviewed.list.marked = reviewed.list.marked == entry ? nil : entry
        notice = reviewed.list.marked == nil ? nil : "Marked: \"=\" on another entry compares the two."
    }

    /// Compares an entry with the marked one.
    mutating func compare(_ entry: Int) {
        guard let marked = reviewed.list.marked, marked != entry else { return }
        reviewed.touch(marked, entry)
        open(ComparePage(left: marked, right: entry))
    }
}

extension Page {
    /// The keys that mark an entry and compare another one with it.
    static func comparing(_ entry: Int, _ context: Context) -> [Binding<Self>] {
        let marked = context.reviewed.list.marked
        return [.init("m", marked == entry ? "Unmark" : "Mark") { $1.mark(entry) }]
            + (marked == nil || marked == entry ? [] : [.init("=", "Compare") { $1.compare(entry) }])
    }
}

extension Screen {
    /// The line above a page: the search prompt, else the notice, else what the page is about.
    mutating func put(
        info spans: [Span], row: Int, prompt: (label: String, field: TextField)? = nil, count: String = "",
        _ context: Context
    ) {
        if let (label, field) = prompt {
            let width = max(size.columns - label.count - count.count - 5, 8)
            let visible = field.visible(width: width, glyphs: glyphs)
            put(" \(label)", row: row, column: 0, style: .label)
            put(visible.text, row: row, column: label.count + 1, width: width, style: .focusedField)
            put(count, row: row, column: label.count + width + 3, style: .muted)
            cursor = Position(row: row, column: label.count + 1 + visible.cursorColumn)
        } else if let notice = context.notice {
            put(" \(notice)", row: row, column: 0, width: size.columns, style: .warning)
        } else {
            put([Span(" ")] + spans, row: row, column: 0, width: size.columns)
        }
    }

    /// Says that the contents were requested and have not arrived.
    mutating func put(readingInRow row: Int) { put("reading...", row: row, column: 1, style: .muted) }
}
