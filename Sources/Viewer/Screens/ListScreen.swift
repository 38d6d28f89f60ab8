import CertificateModel
import Drawing
import ScreenKit

extension State {
    /// How many lines of the list are in view: around them are a line about the list, its head, and two lines about what
    /// is under the cursor.
    var listHeight: Int { max(areaHeight - (size.rows >= 20 ? 5 : 4), 1) }

    /// No frame and no bar stand beside the lines, so that a terminal's own selection copies them and nothing else.
    func drawList(on screen: inout Screen, _ area: Rectangle) {
        drawInfo(
            on: &screen, area.row, listInfo, matches: list.arrangement.isReading ? nil : list.entryCount,
            of: list.entries.count)
        let columns = ListColumns(columns: size.columns)
        drawHead(columns, on: &screen, area.row + 1)
        let viewport = list.viewport(height: listHeight)
        let top = area.row + 2
        for row in viewport.visible {
            draw(list[row], columns, isSelected: row == list.selected, on: &screen, top + row - viewport.first)
        }
        if list.arrangement.isReading {
            drawReading(on: &screen, top + viewport.visible.count)
        } else if list.rowCount == 0 {
            let text =
                !list.arrangement.filter.isEmpty
                ? "Nothing is called so." : list.entries.isAll ? "There is nothing to show." : "reading..."
            screen.put(text, row: top, column: 1, style: .muted)
        }
        for (row, line) in aboutSelected(columns).prefix(2).enumerated() {
            screen.put(line, row: area.endRow - 2 + row, column: 0, width: size.columns)
        }
    }

    /// Where the entries came from, how many the filter leaves, and in what order they are.
    private var listInfo: [Span] {
        let arrangement = list.arrangement
        var spans: [Span] = []
        if arrangement.filter.isEmpty {
            spans = [Span(VisibleText.cleaned(sources, limit: 200), .value)]
        } else {
            let count =
                arrangement.isReading ? "" : "  \(list.entryCount.grouped) of \(list.entries.count.grouped)"
            spans = [Span("Filter: ", .label), Span(VisibleText.cleaned(arrangement.filter), .value), Span(count)]
        }
        // First, so that a narrow window does not cut it off.
        if !list.entries.isAll { spans.insert(Span("reading...  ", .muted), at: 0) }
        if arrangement.order != .found || arrangement.isReversed {
            spans.insert(
                Span("\(arrangement.name)  ", .muted), at: 0)
        }
        return spans
    }

    private func drawHead(_ columns: ListColumns, on screen: inout Screen, _ row: Int) {
        let arrow = " \(arrangementArrow)"
        for (order, column) in columns.heads {
            let sign = list.arrangement.order == order ? arrow : ""
            screen.put(
                columns.title(of: order) + sign, row: row, column: column.lowerBound, width: column.count,
                style: .heading)
        }
        if list.arrangement.order == .state {
            screen.put(String(arrangementArrow), row: row, column: 1, style: .heading)
        }
    }

    private var arrangementArrow: Character { list.arrangement.isReversed ? glyphs.up : glyphs.down }

    private func draw(
        _ row: EntryList.Row?, _ columns: ListColumns, isSelected: Bool, on screen: inout Screen, _ line: Int
    ) {
        func put(_ text: String, _ column: Range<Int>?, _ style: Style) {
            guard let column, !column.isEmpty else { return }
            screen.put(
                text, row: line, column: column.lowerBound, width: column.count, style: isSelected ? .selected : style)
        }
        if isSelected {
            screen.fill(Rectangle(row: line, column: 1, columns: size.columns - 2, rows: 1), style: .selected)
        }
        let rest = columns.subject.lowerBound..<size.columns - 1
        switch row {
        case .head(.failure(let source, let problem, let hint)):
            put(String(glyphs.cross), 1..<2, .error)
            let lead = problem.contains(source) ? "" : "\(VisibleText.cleaned(source)): "
            put("\(lead)\(problem); \(hint)", rest, .error)
        case .head(.peer(let peer)):
            let isOther = peer.isAsStored == false
            put(String(isOther ? glyphs.cross : glyphs.bullet), 1..<2, isOther ? .error : .value)
            put("\(peer.sentence)  \(peer.connection)", rest, isOther ? .error : .value)
        case .entry(let entry):
            guard let summary = list.entries[entry] else { return put("...", rest, .muted) }
            let state = summary.state(at: now)
            let sign = sign(of: entry, state)
            put(sign.text, 1..<2, sign.style)
            if list.marked == entry { put(String(glyphs.chosen), 2..<3, .mark) }
            if let damage = summary.damage {
                put(summary.subject.isEmpty ? damage : "\(summary.subject): \(damage)", rest, .error)
                return
            }
            put(summary.subject, columns.subject, .normal)
            put(summary.issuer, columns.issuer, .normal)
            put(summary.notAfter?.date ?? "", columns.end, .normal)
            put(summary.distance(from: now), columns.distance, state.style)
            put(VisibleText.cleaned(summary.source), columns.source, .muted)
        case nil: break
        }
    }

    /// What is under the cursor, in two lines.
    private func aboutSelected(_ columns: ListColumns) -> [[Span]] {
        func line(_ text: String, _ style: Style = .muted) -> [Span] { [Span(" "), Span(text, style)] }
        switch list[list.selected] {
        case .head(.failure(_, let problem, let hint)): return [line(problem, .error), line("hint: \(hint)", .normal)]
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
            let source = list.heads.peer(of: entry).map { "\(from)  \($0.connection)" } ?? from
            // Narrow screens have no columns for the issuer and the end.
            if columns.issuer == nil { return [line("until \(dates[1])  \(source)"), line("by \(summary.issuer)")] }
            return [
                line(source), line("valid \(dates.joined(separator: " to "))  issued by \(summary.issuer)"),
            ]
        case nil: return []
        }
    }
}

extension PeerFacts {
    /// What it serves, in one line.
    var sentence: String {
        let served =
            switch isAsStored {
            case true?: "serves what is stored"
            case false?: "serves ANOTHER certificate than is stored"
            case nil: "answers"
            }
        return "\(VisibleText.cleaned(peer, limit: 200)) \(served)"
    }

    /// How the connection is protected.
    var connection: String { VisibleText.cleaned("\(protocolVersion) \(cipher)", limit: 200) }
}

extension Arrangement {
    /// What the list says of the order.
    var name: String { (order == .found ? "As found" : "Sorted \(order.name)") + (isReversed ? ", reversed" : "") }
}
