import CertificateModel

/// What a line between the entries is about.
enum SourceNote: Hashable, Sendable {
    /// A source that cannot be read or does not answer.
    case failure(source: String, Refusal)
    case peer(PeerFacts)
    /// A peer that has not answered yet.
    case waiting(peer: String, seconds: Int)

    /// What the operator called it.
    var source: String {
        switch self {
        case .failure(let source, _): source
        case .peer(let facts): facts.peer
        case .waiting(let peer, _): peer
        }
    }

    /// Its entries, above which it stands; nil where it has none.
    var entries: Range<Int>? {
        if case .peer(let facts) = self, !facts.entries.isEmpty { facts.entries } else { nil }
    }

    private var isWaiting: Bool { if case .waiting = self { true } else { false } }

    /// Whether it takes the place of an earlier one of the same source: an answer may come before the last word about the
    /// waiting.
    func replaces(_ other: SourceNote) -> Bool { !isWaiting || other.isWaiting }
}

/// The lines that are no entries: one for each peer, and for each source that failed.
struct SourceNotes: Hashable, Sendable {
    private var all: [SourceNote] = []
    /// The index of each source's line.
    private var places: [String: Int] = [:]
    private var filter = ""
    /// The lines that match the filter.
    private(set) var shown: [SourceNote] = []

    /// Takes the line of a source; it replaces an earlier line of that source.
    mutating func take(_ head: SourceNote) {
        if let place = places[head.source] {
            guard head.replaces(all[place]) else { return }
            all[place] = head
            narrow(to: filter)
        } else {
            places[head.source] = all.count
            all.append(head)
            if filter.isEmpty || SearchText(filter).isFound(in: head.source) { shown.append(head) }
        }
    }

    mutating func narrow(to text: String) {
        filter = text
        let needle = SearchText(text)
        shown = text.isEmpty ? all : all.filter { needle.isFound(in: $0.source) }
    }

    mutating func removeAll() { (all, places, shown) = ([], [:], []) }

    /// The peer that sent an entry.
    func peer(of entry: Int) -> PeerFacts? {
        for case .peer(let peer) in all where peer.entries.contains(entry) { return peer }
        return nil
    }

    /// Whether a refresh is useless. A peer may send another chain, and a source that failed may be readable now.
    var isEmpty: Bool { all.isEmpty }
}
