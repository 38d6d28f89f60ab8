import CertificateModel

/// What a line above the entries is about.
enum Head: Hashable, Sendable {
    /// A source that cannot be read or does not answer.
    case failure(source: String, Refusal)
    case peer(PeerFacts)

    /// What the operator called it.
    var source: String {
        switch self {
        case .failure(let source, _): source
        case .peer(let facts): facts.peer
        }
    }
}

/// The lines above the entries: one for each source that there is something to say of.
struct Heads: Hashable, Sendable {
    private var all: [Head] = []
    /// Which of them a source has.
    private var places: [String: Int] = [:]
    private var filter = ""
    /// Those that the filter leaves.
    private(set) var shown: [Head] = []

    /// Takes what is said of a source now, in the place of what was said of it before.
    mutating func take(_ head: Head) {
        if let place = places[head.source] {
            all[place] = head
            narrow(to: filter)
        } else {
            places[head.source] = all.count
            all.append(head)
            if filter.isEmpty || Needle(filter).isFound(in: head.source) { shown.append(head) }
        }
    }

    mutating func narrow(to text: String) {
        filter = text
        let needle = Needle(text)
        shown = text.isEmpty ? all : all.filter { needle.isFound(in: $0.source) }
    }

    mutating func removeAll() { (all, places, shown) = ([], [:], []) }

    /// The peer that sent an entry.
    func peer(of entry: Int) -> PeerFacts? {
        for case .peer(let peer) in all where peer.entries.contains(entry) { return peer }
        return nil
    }

    /// Whether there is nobody to ask again: a peer may send another chain now, and what failed may do better.
    var isEmpty: Bool { all.isEmpty }
}
