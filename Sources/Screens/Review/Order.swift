import CertificateModel

/// What the list is sorted by.
enum Order: String, CaseIterable, Sendable {
    case found = "as found"
    case state = "by state"
    case subject = "by subject"
    case issuer = "by issuer"
    case end = "by expiry"
    case source = "by source"

    /// The order after this one, and the first again after the last.
    var next: Order {
        let all = Self.allCases
        return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }

    /// The entries in this order. The sort is stable.
    func sorted(_ entries: Entries, now: Timestamp) -> [Int] {
        let all = Array(0..<entries.count)
        switch self {
        case .found: return all
        case .state: return Self.sorted(all) { entries[$0]?.state(at: now).rawValue ?? 0 }
        case .end: return Self.sorted(all) { entries[$0]?.notAfter?.secondsSinceEpoch ?? .max }
        case .subject: return Self.sorted(all, entries, by: \.subject)
        case .issuer: return Self.sorted(all, entries, by: \.issuer)
        case .source: return Self.sorted(all, entries, by: \.source)
        }
    }

    private static func sorted(_ indices: [Int], by key: (Int) -> Int64) -> [Int] {
        indices.map { (key($0), $0) }.sorted { $0 < $1 }.map(\.1)
    }

    /// By texts, case-insensitive. Their bytes are in one contiguous array: thousands of texts are compared between two
    /// keys.
    private static func sorted(_ indices: [Int], _ entries: Entries, by text: KeyPath<EntrySummary, String>) -> [Int] {
        var octets: [UInt8] = []
        var texts: [Range<Int>] = []
        for index in indices {
            let start = octets.count
            if let summary = entries[index] { octets.append(contentsOf: summary[keyPath: text].utf8) }
            texts.append(start..<octets.count)
        }
        for index in octets.indices { octets[index] = SearchText.folded(octets[index]) }
        return octets.withUnsafeBufferPointer { octets in
            indices.sorted { left, right in
                let (a, b) = (texts[left], texts[right])
                let shared = min(a.count, b.count)
                var place = 0
                while place < shared {
                    let (x, y) = (octets[a.lowerBound + place], octets[b.lowerBound + place])
                    if x != y { return x < y }
                    place += 1
                }
                return a.count == b.count ? left < right : a.count < b.count
            }
        }
    }
}
