import CertificateModel
import Screens

/// What a review shows that is nowhere on a disk.
protocol SceneEntries {
    /// What the operator named.
    var sources: String { get }
    /// How many entries there are.
    var count: Int { get }
    /// What is told without being asked.
    var opening: [Event] { get }
    func summaries(_ range: Range<Int>) -> [EntrySummary]
    func opened(_ entry: Int) -> OpenedEntry
    func judged(_ entry: Int, at level: CheckLevel) -> JudgedEntry
}

extension SceneEntries {
    /// What comes back of an effect that asks for an entry; nil for every other one.
    func answers(to effect: Effect) -> [Event]? {
        switch effect {
        case .summarize(let range): [.summarized(first: range.lowerBound, summaries(range))]
        case .summarizeAll: [.summarized(first: 0, summaries(0..<count)), .summarizedAll]
        case .open(let entry): [.opened(entry, opened(entry))]
        case .judge(let entry, let level): [.judged(entry, level, judged(entry, at: level))]
        default: nil
        }
    }
}
