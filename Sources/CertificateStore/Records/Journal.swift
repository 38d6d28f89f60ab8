/// What the journal of a store says.
///
/// The file is bounded: what is about generations that are gone lies in older parts beside it, which nothing here reads.
public struct Journal: Hashable, Sendable {
    /// The events, oldest first.
    public let entries: [JournalEntry]
    /// How many lines could not be read: torn by a loss of power, or changed by hand.
    public let unreadableLines: Int

    init(entries: [JournalEntry] = [], unreadableLines: Int = 0) {
        self.entries = entries
        self.unreadableLines = unreadableLines
    }

    /// The size from which what is no longer needed is moved to an older part.
    static let sizeLimit = 256 << 10
    /// The number of generations that are gone from the history, and whose events may stay.
    static let goneLimit = 50

    /// The events that say something of these generations and requests: the newest of each kind. The requests are those that
    /// wait; the last one there was is kept as well, since its number must not come again.
    func essence(generations: Set<Int>, requests: Set<Int>) -> [JournalEntry] {
        let lastRequest = entries.compactMap(\.request).filter { (1...StoreLayout.highestGeneration).contains($0) }
            .max()
        var seen: Set<[String]> = []
        let kept = entries.reversed().filter { entry in
            let isNeeded =
                entry.generation.map(generations.contains) == true
                || entry.request.map { requests.contains($0) || $0 == lastRequest } == true
            let kind = [
                "\(entry.generation ?? 0)", "\(entry.request ?? 0)", entry.result, "\(entry.served != nil)",
            ]
            return isNeeded && seen.insert(kind).inserted
        }
        return kept.reversed()
    }
}
