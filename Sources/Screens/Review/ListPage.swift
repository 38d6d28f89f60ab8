import CertificateModel
import ScreenKit

/// The list of certificates.
struct ListPage: Moving {
    let title = "Certificates"
    /// The filter as it is being typed; nil where none is.
    private var prompt: TextField?
    /// Whether it lies over the home screen.
    private let isOfServer: Bool

    init(isOfServer: Bool = false) { self.isOfServer = isOfServer }

    func bindings(_ context: Context) -> [Binding<Self>] {
        prompt != nil ? Self.filtering : choosing(context)
    }

    /// The keys while a filter is typed.
    private static var filtering: [Binding<Self>] {
        [
            .init(.enter, "Keep") { page, _ in page.prompt = nil },
            .init(.escape, "Clear") { $0.clear(&$1) },
            .init(.up, "") { $0.move(by: -1, &$1) }, .init(.down, "") { $0.move(by: 1, &$1) }, pageUp(.pageUp),
            pageDown(.pageDown), helpsTyping,
        ] + anywhere
    }

    private func choosing(_ context: Context) -> [Binding<Self>] {
        let list = context.reviewed.list
        // Nothing is named that does nothing yet.
        var bindings: [Binding<Self>] = [.init(.enter, list.rowCount > 0 ? "Open" : "") { $0.open(&$1) }]
        // Esc undoes what was done last: the filter, then the way here.
        if !list.arrangement.filter.isEmpty {
            bindings.append(.init([.escape, .backspace], "Clear") { $0.clear(&$1) })
        } else if isOfServer {
            bindings.append(.init([.escape, .backspace], "Back") { $1.close() })
        }
        let isSortable = list.entries.count > 0
        bindings += [
            .init("/", "Filter") { $0.prompt = TextField($1.reviewed.list.arrangement.filter, limit: 256) },
            Self.helps, Self.leaves("Leave"),
            .init(["s", "S"], isSortable ? "Sort" : "") { $1.reviewed.list.sortByNext() },
            .init(["r", "R"], isSortable ? "Reverse" : "") { $1.reviewed.list.reverse() },
        ]
        if let entry = list.entry {
            bindings +=
                [
                    .init(["t", "T"], "Chain") { $1.open(ChainPage(entry)) },
                    .init(["c", "C"], "Checks") { $1.open(ChecksPage(entry)) },
                ] + Self.comparing(entry, context)
        }
        if isOfServer || !list.heads.isEmpty {
            bindings.append(.init(["u", "U"], "Refresh") { $1.perform(.refresh) })
        }
        return bindings + Self.lines("") + Self.anywhere
    }

    func help(_ context: Context) -> [HelpText] {
        let glyphs = context.glyphs
        return [
            "One line for each certificate: its state, its kind, its subject, its issuer, and when it expires. Below the list you see the whole subject of the one under the cursor. Those that a server sent stand below the line of that server.",
            "The states: \(glyphs.check) in date, \(glyphs.mark) expires within 60 days, \(glyphs.cross) expired, \(glyphs.right) not valid yet, ? cannot be decoded. \(glyphs.cross) also marks a certificate that failed a check when you looked at it.",
            "\(key: "/") shows only certificates with the text that you type in their subject, issuer or source. Enter keeps this filter, Esc clears it. \(key: "s") sorts by the next column, \(key: "r") reverses.",
            "\(key: "m") marks a certificate, and \(key: "=") on another one compares the two. \(key: "t") shows its chain, \(key: "c") what the checks find. \(key: "u") reads everything again.",
        ]
    }

    func aside(_ context: Context) -> String {
        let list = context.reviewed.list
        // A slow line has the place among the lines below, where it costs less.
        if let entry = list.entry, context.glyphs.rowMarker == nil { return context.reviewed.place(of: entry) }
        switch list.entryCount {
        case 0: return ""
        case 1: return "1 entry"
        case let count: return "\(count.grouped) entries"
        }
    }

    mutating func settle(over below: (any Page)?, _ context: inout Context) {
        context.perform(context.reviewed.list.settle(height: pageHeight(context), context.glyphs))
    }

    mutating func type(_ key: Key, _ context: inout Context) {
        guard prompt?.handle(key) == true else { return }
        context.notice = nil
        guard let text = prompt?.string, text != context.reviewed.list.arrangement.filter else { return }
        context.reviewed.list.narrow(to: text)
    }

    private mutating func clear(_ context: inout Context) {
        prompt = nil
        context.reviewed.list.narrow(to: "")
    }

    private func open(_ context: inout Context) {
        let list = context.reviewed.list
        switch list[list.selected] {
        case .entry(let entry): context.openCertificate(entry)
        case .head(.failure(let source, let refusal)):
            let paragraphs = [Span(refusal.problem, .error), Span("hint: \(refusal.hint)")]
            context.open(TextPage(source, paragraphs, context))
        case .head(.waiting): context.notice = "It has not answered yet."
        case .head(.peer(let peer)):
            if peer.entries.isEmpty {
                context.notice = "It sent no certificate."
            } else {
                context.reviewed.list.select(entry: peer.entries.lowerBound)
            }
        case nil: break
        }
    }

    mutating func move(by distance: Int, _ context: inout Context) { context.reviewed.list.move(by: distance) }

    /// How many lines of the list are in view: around them are a line about the list, its head, and the lines about what is
    /// under the cursor.
    func pageHeight(_ context: Context) -> Int { height(in: areaHeight(context), context) }

    private func height(in rows: Int, _ context: Context) -> Int {
        max(rows - (context.size.rows >= 20 ? 3 : 2) - Self.aboutRows(context), 1)
    }

    /// How many lines there are about what is under the cursor.
    private static func aboutRows(_ context: Context) -> Int { context.size.rows >= 20 ? 3 : 2 }

    // MARK: - The picture

    /// No frame and no bar stand beside the lines, so that a terminal's own selection copies them and nothing else.
    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let list = context.reviewed.list
        screen.put(
            info: info(context), row: area.row, prompt: prompt.map { ("Filter: ", $0) },
            count: list.arrangement.isReading
                ? "" : "\(list.entryCount.grouped) of \(list.entries.count.grouped)", context)
        let columns = ListColumns(columns: area.columns)
        drawHead(columns, list.arrangement, on: &screen, area.row + 1)
        let viewport = list.viewport(height: height(in: area.rows, context), context.glyphs)
        let top = area.row + 2
        for row in viewport.visible {
            draw(list[row], columns, isSelected: row == list.selected, on: &screen, top + row - viewport.first, context)
        }
        if list.arrangement.isReading {
            screen.put(readingInRow: top + viewport.visible.count)
        } else if list.rowCount == 0 {
            let text =
                !list.arrangement.filter.isEmpty
                ? "Nothing matches the filter." : list.entries.isAll ? "There is nothing to show." : "reading..."
            screen.put(text, row: top, column: 1, style: .muted)
        }
        let aboutRows = Self.aboutRows(context)
        screen.letWait(area.endRow - aboutRows..<area.endRow)
        screen.put(
            rows: aboutSelected(context, rows: aboutRows).prefix(aboutRows), at: area.endRow - aboutRows,
            width: area.columns)
    }

    /// Where the entries came from, how many the filter leaves, and in what order they are.
    private func info(_ context: Context) -> [Span] {
        let list = context.reviewed.list
        let arrangement = list.arrangement
        var spans: [Span] = []
        if arrangement.filter.isEmpty {
            spans = [Span(VisibleText.cleaned(context.reviewed.sources, limit: 200), .value)]
        } else {
            let count =
                arrangement.isReading ? "" : "  \(list.entryCount.grouped) of \(list.entries.count.grouped)"
            spans = [Span("Filter: ", .label), Span(VisibleText.cleaned(arrangement.filter), .value), Span(count)]
        }
        // First, so that a narrow window does not cut it off.
        if !list.entries.isAll { spans.insert(Span("reading...  ", .muted), at: 0) }
        if arrangement.order != .found || arrangement.isReversed {
            spans.insert(Span("\(arrangement.name)  ", .muted), at: 0)
        }
        return spans
    }

    private func drawHead(
        _ columns: ListColumns, _ arrangement: Arrangement, on screen: inout Screen, _ row: Int
    ) {
        let arrow = String(arrangement.isReversed ? screen.glyphs.up : screen.glyphs.down)
        for (order, column) in columns.heads {
            let sign = arrangement.order == order ? " \(arrow)" : ""
            screen.put(
                columns.title(of: order) + sign, row: row, column: column.lowerBound, width: column.count,
                style: .heading)
        }
        if let kind = columns.kind {
            screen.put("Kind", row: row, column: kind.lowerBound, width: kind.count, style: .heading)
        }
        if arrangement.order == .state { screen.put(arrow, row: row, column: 1, style: .heading) }
    }

    private func draw(
        _ row: EntryList.Row?, _ columns: ListColumns, isSelected: Bool, on screen: inout Screen, _ line: Int,
        _ context: Context
    ) {
        let (list, glyphs, now) = (context.reviewed.list, context.glyphs, context.reviewed.now)
        let isBar = isSelected && glyphs.rowMarker == nil
        func put(_ text: String, _ column: Range<Int>?, _ style: Style) {
            guard let column, !column.isEmpty else { return }
            screen.put(
                text, row: line, column: column.lowerBound, width: column.count, style: isBar ? .selected : style)
        }
        if isSelected, let marker = glyphs.rowMarker {
            screen.put(String(marker), row: line, column: 0, style: .heading)
        }
        if isBar {
            screen.fill(Rectangle(row: line, column: 1, columns: screen.size.columns - 2, rows: 1), style: .selected)
        }
        let rest = (columns.kind ?? columns.subject).lowerBound..<screen.size.columns - 1
        switch row {
        case .head(.failure(let source, let refusal)):
            put(String(glyphs.cross), 1..<2, .failure)
            let lead = refusal.problem.contains(source) ? "" : "\(VisibleText.cleaned(source)): "
            put("\(lead)\(refusal.problem); \(refusal.hint)", rest, .error)
        case .head(.waiting(let peer, let seconds)):
            put("?", 1..<2, .mark)
            put(Self.waiting(peer, seconds), rest, .normal)
        case .head(.peer(let peer)):
            let isOther = peer.isAsStored == false
            put(String(isOther ? glyphs.cross : glyphs.bullet), 1..<2, isOther ? .failure : .value)
            put("\(peer.sentence)  \(peer.connection)", rest, isOther ? .error : .value)
        case .entry(let entry):
            guard let summary = list.entries[entry] else { return put("...", rest, .muted) }
            let state = summary.state(at: now)
            let sign = context.reviewed.sign(of: entry, state, context.glyphs)
            put(sign.text, 1..<2, sign.style)
            if list.marked == entry { put(String(glyphs.chosen), 2..<3, .mark) }
            if let damage = summary.damage {
                put(summary.subject.isEmpty ? damage : "\(summary.subject): \(damage)", rest, .error)
                return
            }
            put(summary.kind?.rawValue ?? "", columns.kind, .normal)
            put(summary.subject, columns.subject, .normal)
            put(summary.listedIssuer, columns.issuer, .normal)
            put(summary.notAfter?.date ?? "", columns.end, .normal)
            put(summary.distance(from: now), columns.distance, state.style)
            put(VisibleText.cleaned(summary.source), columns.source, .muted)
        case nil: break
        }
    }

    private static func waiting(_ peer: String, _ seconds: Int) -> String {
        "\(VisibleText.cleaned(peer, limit: 200)): no answer yet, \(seconds == 1 ? "1 second" : "\(seconds) seconds")"
    }

    /// What is under the cursor, in so many lines: first the whole subject of a certificate, in two lines where it is long.
    private func aboutSelected(_ context: Context, rows: Int) -> [[Span]] {
        let list = context.reviewed.list
        func line(_ text: String, _ style: Style = .muted) -> [Span] { [Span(" "), Span(text, style)] }
        switch list[list.selected] {
        case .head(.failure(_, let refusal)):
            return [line(refusal.problem, .error), line("hint: \(refusal.hint)", .normal)]
        case .head(.waiting(let peer, let seconds)): return [line(Self.waiting(peer, seconds))]
        case .head(.peer(let peer)):
            let count = peer.entries.count
            let sent = count == 1 ? "1 certificate" : "\(count) certificates"
            let address = VisibleText.cleaned(peer.address, limit: 200)
            return [line(peer.sentence, .value), line("\(address)  \(peer.connection)  \(sent)")]
        case .entry(let entry):
            guard let summary = list.entries[entry] else { return [] }
            let from = "from \(VisibleText.quoted(summary.source))"
            if let damage = summary.damage { return [line(from), line(damage, .error)] }
            let dates = [summary.notBefore, summary.notAfter].map { $0?.date ?? "?" }
            let place = context.glyphs.rowMarker == nil ? "" : "\(context.reviewed.place(of: entry))  "
            let source = place + (list.heads.peer(of: entry).map { "\(from)  \($0.connection)" } ?? from)
            let width = max(context.size.columns - 2, 1)
            let kind = summary.kind.map { "\($0.rawValue): " } ?? ""
            let subject = TextWidth.wrap(kind + summary.subject, width, in: context.glyphs.charset)
            let shown =
                subject.count < rows
                ? subject : subject.prefix(rows - 2) + [subject.dropFirst(rows - 2).joined(separator: " ")]
            let facts = [
                "valid \(dates.joined(separator: " to "))  issued by \(summary.listedIssuer)", source,
            ]
            let left = rows - shown.count
            return shown.map { line($0, .value) }
                + (left >= 2 ? facts : [facts.joined(separator: "  ")]).prefix(left).map { line($0) }
        case nil: return []
        }
    }
}

extension PeerFacts {
    /// Whether it serves the stored certificate, in one line.
    var sentence: String {
        let served =
            switch isAsStored {
            case true?: "serves the stored certificate"
            case false?: "serves ANOTHER certificate than the stored one"
            case nil: "answers"
            }
        return "\(VisibleText.cleaned(peer, limit: 200)) \(served)"
    }

    /// How the connection is protected.
    var connection: String { VisibleText.cleaned("\(protocolVersion) \(cipher)", limit: 200) }
}

extension Arrangement {
    /// The order, as the list shows it.
    var name: String { (order == .found ? "As found" : "Sorted \(order.rawValue)") + (isReversed ? ", reversed" : "") }
}

extension EntrySummary {
    /// The issuer as the list shows it.
    var listedIssuer: String { isSelfSigned ? "itself" : issuer }
}
