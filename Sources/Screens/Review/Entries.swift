import CertificateModel

/// The number of entries, which may be very many, and the summaries that were requested.
struct Entries: Hashable, Sendable {
    /// How many there are.
    private(set) var count = 0
    /// Whether there will be no more.
    private(set) var isAll = false
    /// How many have their summary.
    private(set) var summarized = 0
    /// Blocks of summaries: one that was never shown takes no memory.
    private var blocks: [Int: [EntrySummary?]] = [:]

    private static let blockSize = 64

    /// Whether every entry that is known of has its summary.
    var isComplete: Bool { summarized == count }

    /// The summary of an entry, if it is there.
    subscript(index: Int) -> EntrySummary? {
        guard index >= 0, let block = blocks[index / Self.blockSize] else { return nil }
        return block[index % Self.blockSize]
    }

    /// Takes a new number; a smaller one clears all summaries.
    mutating func count(_ new: Int, isAll: Bool) {
        if new < count {
            blocks = [:]
            summarized = 0
        }
        count = max(new, 0)
        self.isAll = isAll
    }

    /// Takes the summaries of the entries from `first` on.
    mutating func take(_ summaries: [EntrySummary], from first: Int) {
        for (offset, summary) in summaries.enumerated() {
            let index = first + offset
            guard (0..<count).contains(index) else { continue }
            if self[index] == nil { summarized += 1 }
            blocks[index / Self.blockSize, default: Array(repeating: nil, count: Self.blockSize)][
                index % Self.blockSize] = summary
        }
    }
}
