public import CertificateModel
import Drawing
public import ScreenKit

/// Everything that the viewer knows; a picture of it is `view()`, and what an event makes of it is `update`.
public struct State: Hashable, Sendable {
    /// Where the viewer opens.
    public enum Start: Hashable, Sendable {
        /// At the list of entries.
        case list
        /// At the state of this server.
        case home
    }

    /// What the checks were asked of.
    struct Question: Hashable, Sendable {
        let entry: Int
        let level: CheckLevel
    }

    var size: Size
    let glyphs: Glyphs
    var now: Timestamp
    var sources: String
    var level: CheckLevel

    /// The screens, the one in view last; never empty.
    var pages: [Page]
    var list: EntryList
    var home: ServerState?
    var opened = Recent<Int, OpenedEntry>(limit: 4)
    var judged = Recent<Question, JudgedEntry>(limit: 4)
    /// Of what failed a check: that is remembered for as long as the entries are the same, and found out for no list.
    var failed: Set<Question> = []
    /// What was asked for and not answered.
    var asked: Set<Effect> = []
    /// What is being typed to filter or to search by; nil where nothing is.
    var prompt: TextField?
    /// What is searched for in an entry.
    var needle = ""
    /// The first line of the help in view; nil where it is not.
    var help: Int?
    /// A sentence about the last thing that was tried.
    var notice: String?
    /// What is being done that takes a while; nil where nothing is.
    var operation: Operation?
    /// What lies over the screen until it is answered; nil where nothing does.
    var overlay: Overlay?
    /// How often certificates were prepared: the number of the last preparation.
    var preparations = 0
    /// Whether to leave as soon as what must end has ended.
    var isLeaving = false
    /// The generations of the store; nil while they are being read.
    var history: [HistoryEntry]?
    /// Why they cannot be read; nil where they can.
    var historyRefusal: Refusal?

    /// The viewer before anything is known.
    ///
    /// - Parameters:
    ///   - start: where it opens.
    ///   - now: the clock, by which it says what has ended.
    ///   - sources: what the operator named, as the list shows it.
    ///   - level: what the entries are held to at first.
    public init(
        start: Start, size: Size, glyphs: Glyphs, now: Timestamp, sources: String, level: CheckLevel = .medium
    ) {
        self.size = size
        self.glyphs = glyphs
        self.now = now
        self.sources = sources
        self.level = level
        pages = [start == .home ? .home(scroll: 0) : .list]
        list = EntryList(now: now)
    }

    /// Whether something is being done that nothing may interrupt.
    public var isBusy: Bool { operation?.mustEnd == true }

    /// The screen in view.
    var page: Page {
        get { pages.last ?? .list }
        set { pages[pages.count - 1] = newValue }
    }

    /// The entry that the screen in view is about.
    var entry: Int? {
        switch page {
        case .home: 0
        case .list: list.entry
        case .certificate(let page): page.entry
        case .octets(let entry, _), .chain(let entry, _), .checks(let entry, _): entry
        case .compare(let page): page.right
        case .text: pages.dropLast().last.flatMap { if case .certificate(let page) = $0 { page.entry } else { nil } }
        case .regenerate, .replace, .difference, .result, .history, .generation: nil
        }
    }

    /// What was found of an entry at the level in use.
    func found(_ entry: Int) -> JudgedEntry? { judged[Question(entry: entry, level: level)] }

    /// The rows of the certificate in view, with what the checks found in each.
    func rows(of entry: Int) -> [SheetRow] {
        guard let opened = opened[entry] else { return [] }
        let checks = found(entry)?.checks ?? []
        let fields = (opened.table?.rows ?? []).enumerated().map { index, row in
            SheetRow(row, number: index + 1, finding: checks.finding(in: row.field), glyphs: glyphs)
        }
        return fields
            + opened.further.map { row in
                SheetRow(
                    sign: Span(row.remark == nil ? "" : String(glyphs.mark), .mark), name: row.name,
                    contents: row.contents, detail: row.detail, remarks: row.remark.map { [Span($0)] } ?? [])
            }
    }
}
