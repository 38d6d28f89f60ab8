import CertificateModel
import ScreenKit

/// The list: the entries, a line above those of each server, lines about other sources on top, and where the cursor is.
struct EntryList: Hashable, Sendable {
    /// What is on a line.
    enum Row: Hashable, Sendable {
        case head(SourceNote)
        case entry(Int)
    }

    private(set) var entries = Entries()
    private(set) var arrangement = Arrangement()
    private(set) var heads = SourceNotes()
    /// The line under the cursor.
    private(set) var selected = 0
    /// The entry to compare others with.
    var marked: Int?

    /// The clock, which decides what has expired.
    var now: Timestamp
    /// The first line in view.
    private var first = 0
    /// The number of entries when all summaries were requested, and when they all arrived.
    private var asked: Int?
    private var answered: Int?
    /// The entries whose summaries were requested one by one and have not arrived.
    private var awaited: Set<Int> = []

    init(now: Timestamp) { self.now = now }

    // MARK: - What is in view

    private var isComplete: Bool { entries.isComplete || answered == entries.count }

    /// How many entries are shown.
    var entryCount: Int { arrangement.count(entries) }

    /// How many lines there are.
    var rowCount: Int { heads.shown.count + entryCount }

    /// What is on a line; nil where there is no such line.
    subscript(row: Int) -> Row? {
        guard row >= 0, row < rowCount else { return nil }
        let (top, groups) = grouped
        if row < top.count { return .head(top[row]) }
        var place = row - top.count
        for (index, head) in groups.enumerated() {
            let above = (head.entries?.lowerBound ?? 0) + index
            if row - top.count == above { return .head(head) }
            if row - top.count > above { place = row - top.count - index - 1 }
        }
        return .entry(arrangement.entry(at: place, entries))
    }

    /// The lines above all entries, and those above the entries of their server, in the order of these: where the list is as it
    /// was found, and otherwise none.
    private var grouped: (top: [SourceNote], groups: [SourceNote]) {
        guard !arrangement.needsAll, !arrangement.isReversed else { return (heads.shown, []) }
        let groups = heads.shown.filter { $0.entries != nil }
        return (
            heads.shown.filter { $0.entries == nil },
            groups.sorted { ($0.entries?.lowerBound ?? 0) < ($1.entries?.lowerBound ?? 0) }
        )
    }

    /// The line of an entry by its place in the shown list.
    private func row(ofPlace place: Int) -> Int {
        let (top, groups) = grouped
        return top.count + place + groups.count { ($0.entries?.lowerBound ?? 0) <= place }
    }

    private func row(of head: SourceNote) -> Int? {
        let (top, groups) = grouped
        if let index = top.firstIndex(where: { $0.source == head.source }) { return index }
        return groups.firstIndex { $0.source == head.source }.map {
            top.count + (groups[$0].entries?.lowerBound ?? 0) + $0
        }
    }

    /// The entry under the cursor.
    var entry: Int? { if case .entry(let index) = self[selected] { index } else { nil } }

    /// The place of an entry in the shown list, counted from 0.
    func place(of entry: Int) -> Int? { arrangement.place(of: entry, entries) }

    /// The neighbour of an entry in the shown list.
    func neighbour(of entry: Int, by distance: Int) -> Int? {
        guard let place = place(of: entry), (0..<entryCount).contains(place + distance) else { return nil }
        return arrangement.entry(at: place + distance, entries)
    }

    /// What of the lines is in view.
    func viewport(height: Int, _ glyphs: Glyphs) -> Viewport {
        Viewport(
            contentHeight: rowCount, windowHeight: height, focus: rowCount == 0 ? 0..<0 : selected..<selected + 1,
            previous: first, glyphs: glyphs)
    }

    // MARK: - What changes it

    mutating func move(by distance: Int) { select(selected + distance) }

    mutating func select(_ row: Int) { selected = min(max(row, 0), max(rowCount - 1, 0)) }

    mutating func select(entry: Int) {
        if let place = place(of: entry) { select(row(ofPlace: place)) }
    }

    mutating func count(_ count: Int, isAll: Bool) {
        let wasEmpty = entries.count == 0
        keepingCursor { list in
            if count < list.entries.count {
                list.arrangement.forget()
                (list.marked, list.asked, list.answered, list.awaited) = (nil, nil, nil, [])
                list.heads.removeAll()
            }
            list.entries.count(count, isAll: isAll)
        }
        if wasEmpty { select(row(ofPlace: 0)) }
    }

    mutating func take(_ summaries: [EntrySummary], from first: Int) {
        entries.take(summaries, from: first)
        awaited.subtract(first..<first + summaries.count)
    }

    /// The requests for the summary of one entry.
    mutating func ask(for entry: Int) -> [Effect] { missing([entry]).map(Effect.summarize) }

    mutating func takeAll() {
        // Entries that were found meanwhile are requested next.
        answered = asked
        keepingCursor { $0.arrangement.arrange($0.entries, isComplete: $0.isComplete, now: $0.now) }
    }

    mutating func take(_ head: SourceNote) { keepingCursor { $0.heads.take(head) } }

    mutating func sortByNext() {
        keepingCursor { list in
            list.arrangement.sort(
                by: list.arrangement.order.next, list.entries, isComplete: list.isComplete, now: list.now)
        }
    }

    mutating func reverse() { keepingCursor { $0.arrangement.reverse() } }

    mutating func narrow(to text: String) {
        keepingCursor { list in
            list.arrangement.narrow(to: text, list.entries, isComplete: list.isComplete, now: list.now)
            list.heads.narrow(to: text)
        }
    }

    /// Keeps the cursor on its entry or head, where that is still shown.
    private mutating func keepingCursor(_ change: (inout EntryList) -> Void) {
        let row = self[selected]
        change(&self)
        switch row {
        case .entry(let entry): place(of: entry).map { selected = self.row(ofPlace: $0) }
        case .head(let head): self.row(of: head).map { selected = $0 }
        case nil: break
        }
        select(selected)
    }

    /// Keeps the first line, unless the cursor would leave the view, and returns the requests for missing summaries.
    mutating func settle(height: Int, _ glyphs: Glyphs) -> [Effect] {
        if arrangement.isStale(entries), isComplete {
            keepingCursor { $0.arrangement.arrange($0.entries, isComplete: true, now: $0.now) }
        }
        let viewport = viewport(height: height, glyphs)
        first = viewport.first
        if arrangement.isStale(entries) {
            guard asked != entries.count else { return [] }
            asked = entries.count
            return [.summarizeAll]
        }
        let rows = viewport.visible.map { self[$0] }
        return missing(rows.compactMap { if case .entry(let index) = $0 { index } else { nil } }).map(Effect.summarize)
    }

    /// Those of these entries that have no summary and were not requested yet, as ranges.
    private mutating func missing(_ indices: [Int]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for index in indices.sorted() where index < entries.count && entries[index] == nil {
            guard awaited.insert(index).inserted else { continue }
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }
}
