import CertificateModel

/// In what order the entries are shown, and which of them.
///
/// It is cached until it changes: drawing a list of ten thousand entries costs as much as one of ten.
struct Arrangement: Hashable, Sendable {
    private(set) var order = Order.found
    private(set) var isReversed = false
    /// The text of the filter; empty where there is no filter.
    private(set) var filter = ""
    /// Every entry in the order, and those of them that match the filter; nil where all are shown as found, or where
    /// summaries are still missing.
    private var sorted: [Int]?
    private var filtered: [Int]?
    /// How many entries there were when these were computed.
    private var arranged: Int?

    /// Whether the order or the filter needs the summaries of all entries.
    var needsAll: Bool { order != .found || !filter.isEmpty }

    /// Whether entries cannot be shown before their summaries are there.
    var isReading: Bool { needsAll && filtered == nil }

    /// Whether the cache is for another number of entries.
    func isStale(_ entries: Entries) -> Bool { needsAll && arranged != entries.count }

    /// How many entries are shown.
    func count(_ entries: Entries) -> Int { filtered?.count ?? (needsAll ? 0 : entries.count) }

    /// The entry in a place, counted from 0.
    func entry(at place: Int, _ entries: Entries) -> Int {
        let index = isReversed ? count(entries) - 1 - place : place
        return filtered?[index] ?? index
    }

    /// The place of an entry; nil where it is not shown.
    func place(of entry: Int, _ entries: Entries) -> Int? {
        let index = filtered.map { $0.firstIndex(of: entry) } ?? (needsAll || entry >= entries.count ? nil : entry)
        return index.map { isReversed ? count(entries) - 1 - $0 : $0 }
    }

    mutating func reverse() { isReversed.toggle() }

    /// Forgets the cache: the entries were replaced.
    mutating func forget() { (sorted, filtered, arranged) = (nil, nil, nil) }

    mutating func sort(by order: Order, _ entries: Entries, isComplete: Bool, now: Timestamp) {
        self.order = order
        sorted = nil
        arrange(entries, isComplete: isComplete, now: now)
    }

    mutating func narrow(to text: String, _ entries: Entries, isComplete: Bool, now: Timestamp) {
        let isNarrower = !filter.isEmpty && text.hasPrefix(filter)
        filter = text
        if isNarrower, let filtered {
            self.filtered = Self.filter(filtered, entries, by: text)
        } else {
            arrange(entries, isComplete: isComplete, now: now)
        }
    }

    /// Sorts and filters again, once all summaries are there.
    mutating func arrange(_ entries: Entries, isComplete: Bool, now: Timestamp) {
        guard needsAll else { return forget() }
        if isComplete, sorted == nil || arranged != entries.count {
            sorted = order.sorted(entries, now: now)
            arranged = entries.count
        }
        filtered = sorted.map { filter.isEmpty ? $0 : Self.filter($0, entries, by: filter) }
    }

    private static func filter(_ indices: [Int], _ entries: Entries, by text: String) -> [Int] {
        let needle = SearchText(text)
        return indices.filter { index in
            guard let summary = entries[index] else { return false }
            return needle.isFound(in: summary.subject) || needle.isFound(in: summary.issuer)
                || needle.isFound(in: summary.source)
        }
    }
}
