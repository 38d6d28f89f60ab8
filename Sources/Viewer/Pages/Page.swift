import ScreenKit

/// A screen, and where the operator is on it. One lies over the other: Esc goes back to the one below.
enum Page: Hashable, Sendable {
    /// The state of the server.
    case home(scroll: Int)
    /// The entries.
    case list
    /// The fields of an entry.
    case certificate(CertificatePage)
    /// A text: the whole of a field, what is wrong with a source, PEM.
    case text(TextPage)
    /// The octets of an entry, from the line `first` on.
    case octets(entry: Int, first: Int)
    /// What signed an entry.
    case chain(entry: Int, selected: Int)
    /// What the checks found of an entry.
    case checks(entry: Int, scroll: Int)
    /// Two entries side by side.
    case compare(ComparePage)
    /// What is to be issued anew.
    case regenerate(RegeneratePage)
    /// How a third party's certificates are replaced.
    case replace(scroll: Int)
    /// What was signed in memory, and what it changes.
    case difference(DifferencePage)
    /// How a switch to another generation goes, and how it ended.
    case result(ResultPage)
    /// The generations of the store.
    case history(selected: Int)
    /// One of them as a whole.
    case generation(Int, scroll: Int)

    /// What the title bar calls it.
    var title: String {
        switch self {
        case .home: "Home"
        case .list: "Certificates"
        case .certificate: "Certificate"
        case .text(let page): page.title
        case .octets: "Octets"
        case .chain: "Chain"
        case .checks: "Checks"
        case .compare: "Compare"
        case .regenerate: "Regenerate"
        case .replace: "Replace"
        case .difference: "Difference"
        case .result(let page): page.title
        case .history: "History"
        case .generation(let number, _): "Generation \(number)"
        }
    }

    /// Whether it is about entries, which are others once another generation is live.
    var isOfEntries: Bool {
        switch self {
        case .certificate, .octets, .chain, .checks, .compare: true
        default: false
        }
    }
}

/// The fields of an entry, and which of them is under the cursor.
struct CertificatePage: Hashable, Sendable {
    var entry: Int
    var selected = 0
}

/// Two entries to compare.
struct ComparePage: Hashable, Sendable {
    let left: Int
    let right: Int
    /// Whether rows that are the same on both sides are left out.
    var onlyDifferences = false
    var first = 0
    /// What is to be seen, once both entries are there; made once for a width.
    var lines: [[Span]]?
    /// How much differs.
    var summary = ""
}

/// A text that is longer than the screen.
struct TextPage: Hashable, Sendable {
    let title: String
    let paragraphs: [Span]
    /// Whether it is to be copied as it is, and so begins at the edge of the screen.
    let isVerbatim: Bool
    var first = 0
    /// The line of the place that was found last.
    var match: Int?
    private(set) var lines: [[Span]] = []
    /// The first line of each paragraph.
    private var starts: [Int] = []

    init(title: String, paragraphs: [Span], isVerbatim: Bool) {
        self.title = title
        self.isVerbatim = isVerbatim
        self.paragraphs = paragraphs
    }

    /// Cuts the paragraphs into lines for a screen of so many columns, and stays at the paragraph that was on top.
    mutating func wrap(columns: Int, in charset: Charset) {
        let top = starts.lastIndex { $0 <= first } ?? 0
        lines = []
        starts = []
        let columns = max(isVerbatim ? columns : columns - 2, 1)
        for paragraph in paragraphs {
            starts.append(lines.count)
            lines += TextWidth.wrap(paragraph.text, columns, in: charset).map { [Span($0, paragraph.style)] }
        }
        first = starts.indices.contains(top) ? starts[top] : 0
        match = nil
    }

    /// The first lines of the paragraphs that hold a text.
    func matches(_ needle: Needle) -> [Int] {
        paragraphs.indices.filter { needle.isFound(in: paragraphs[$0].text) && starts.indices.contains($0) }
            .map { starts[$0] }
    }
}
