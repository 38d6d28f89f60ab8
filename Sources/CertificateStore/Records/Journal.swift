/// What the journal of a store says.
public struct Journal: Hashable, Sendable {
    /// The events, oldest first.
    public let entries: [JournalEntry]
    /// How many lines could not be read: torn by a loss of power, or changed by hand.
    public let unreadableLines: Int

    /// Reads a journal, leaving out what cannot be read: a torn line must not hide the others.
    init(_ bytes: [UInt8], path: String) {
        var entries: [JournalEntry] = []
        var unreadable = 0
        for line in bytes.split(separator: 0x0A) {
            if let entry = try? StoreJSON.decode(JournalEntry.self, Array(line), path: path) {
                entries.append(entry)
            } else {
                unreadable += 1
            }
        }
        self.entries = entries
        self.unreadableLines = unreadable
    }
}
