import CertificateModel
import ScreenKit

/// What the pages about certificates share: the list, its opened and checked entries, and the level of the checks.
struct ReviewedCertificates {
    /// The key of a check result.
    struct Question: Hashable, Sendable {
        let entry: Int
        let level: CheckLevel
    }

    private(set) var now: Timestamp
    /// What the operator named.
    private(set) var sources: String
    var level: CheckLevel
    var list: EntryList
    /// What is searched for in an entry.
    var needle = ""
    private(set) var opened = Recent<Int, OpenedEntry>(limit: 4)
    private(set) var judged = Recent<Question, JudgedEntry>(limit: 4)
    /// The entries that failed a check when they were opened. The list marks them until its entries are replaced.
    private(set) var failed: Set<Question> = []
    /// The requests without an answer.
    private var asked: Set<Effect> = []

    init(now: Timestamp, sources: String, level: CheckLevel = .medium) {
        self.now = now
        self.sources = sources
        self.level = level
        list = EntryList(now: now)
    }

    /// Whether this number of entries means that they were replaced.
    func isForgotten(by count: Int) -> Bool { count < list.entries.count }

    /// The entries are those of this server.
    mutating func show(_ server: ServerState) {
        now = server.now
        list.now = server.now
        sources = "\(server.store), generation \(server.generation)"
    }

    mutating func take(_ event: Event) {
        switch event {
        case .counted(let count, let isAll):
            if isForgotten(by: count) {
                opened.removeAll()
                judged.removeAll()
                (failed, asked) = ([], [])
            }
            list.count(count, isAll: isAll)
        case .summarized(let first, let summaries): list.take(summaries, from: first)
        case .summarizedAll: list.takeAll()
        case .opened(let entry, let opened):
            asked.remove(.open(entry))
            self.opened.keep(opened, for: entry)
        case .judged(let entry, let level, let judged):
            asked.remove(.judge(entry, level))
            let question = Question(entry: entry, level: level)
            self.judged.keep(judged, for: question)
            if judged.checks.contains(where: { $0.verdict == .fail }) { failed.insert(question) }
        case .waiting(let peer, let seconds): list.take(.waiting(peer: peer, seconds: seconds))
        case .failed(let source, let refusal): list.take(.failure(source: source, refusal))
        case .answered(let peer): list.take(.peer(peer))
        default: break
        }
    }

    /// Marks opened entries as used last, so that the cache keeps them.
    mutating func touch(_ entries: Int...) { for entry in entries { opened.touch(entry) } }

    /// The request to open an entry, if it is needed.
    mutating func wantOpened(_ entry: Int) -> [Effect] { want(.open(entry), isThere: opened[entry] != nil) }

    /// The request to check an entry, if it is needed.
    mutating func wantJudged(_ entry: Int) -> [Effect] {
        want(.judge(entry, level), isThere: found(entry) != nil)
    }

    private mutating func want(_ effect: Effect, isThere: Bool) -> [Effect] {
        !isThere && asked.insert(effect).inserted ? [effect] : []
    }

    /// The chain and checks of an entry at the level in use.
    func found(_ entry: Int) -> JudgedEntry? { judged[Question(entry: entry, level: level)] }

    /// The 17 rows of an entry with their findings, then the further rows.
    func rows(of entry: Int, _ glyphs: Glyphs) -> [SheetRow] {
        guard let opened = opened[entry] else { return [] }
        let checks = found(entry)?.checks ?? []
        let fields = (opened.table?.rows ?? []).enumerated().map { index, row in
            SheetRow(row, number: index + 1, finding: checks.finding(in: row.field), isAdvised: false, glyphs: glyphs)
        }
        return fields
            + opened.further.map { row in
                SheetRow(
                    sign: Span(row.remark == nil ? "" : String(glyphs.mark), .mark), name: row.name,
                    contents: row.contents, detail: row.detail, remarks: row.remark.map { [Span($0)] } ?? [])
            }
    }

    /// An entry in one line: its state, its name, when it expires, and its source.
    func info(about entry: Int, _ glyphs: Glyphs) -> [Span] {
        guard let summary = list.entries[entry] else { return [] }
        let state = summary.state(at: now)
        return [
            sign(of: entry, state, glyphs), Span(" "),
            Span(summary.subject.isEmpty ? "(no name)" : summary.subject, .heading), Span("  "),
            Span(summary.distance(from: now), state.style),
            Span("  from \(VisibleText.quoted(summary.source))", .muted),
        ]
    }

    /// The sign in front of an entry: its validity, unless it is known to fail a check of the level in use.
    func sign(of entry: Int, _ state: Validity, _ glyphs: Glyphs) -> Span {
        guard state != .undecodable, failed.contains(Question(entry: entry, level: level)) else {
            return state.sign(glyphs)
        }
        return glyphs.sign(of: .fail)
    }

    /// The place of an entry in the shown list: `3 of 12`.
    func place(of entry: Int) -> String {
        list.place(of: entry).map { "\(($0 + 1).grouped) of \(list.entryCount.grouped)" } ?? ""
    }
}
