import CertificateModel
import Drawing
public import ScreenKit

extension State {
    /// The picture of the viewer: a function of the state alone.
    public func view() -> Screen {
        guard size.holds(Screen.smallest) else { return .tooSmall(size, glyphs: glyphs) }
        var screen = Screen(size: size, glyphs: glyphs)
        screen.titleBar(
            "Keyturn \(SoftwareRelease.version)  \(help == nil ? page.title : "Help")",
            aside: help == nil ? aside : helpViewport.indicator)
        let footer = bindings.footer(columns: size.columns)
        screen.put(footer)
        let area = Rectangle(row: 1, column: 0, columns: size.columns, rows: size.rows - 1 - footer.height)
        if help != nil {
            screen.put(text: helpLines, title: page.title, scroll: help ?? 0, in: area)
            return screen
        }
        switch page {
        case .home: drawHome(on: &screen, area)
        case .list: drawList(on: &screen, area)
        case .certificate(let page): drawCertificate(page, on: &screen, area)
        case .text(let text): drawText(text, on: &screen, area)
        case .octets(let entry, let first): drawOctets(of: entry, first, on: &screen, area)
        case .chain(let entry, let selected): drawChain(of: entry, selected, on: &screen, area)
        case .checks(let entry, let scroll): drawChecks(of: entry, scroll, on: &screen, area)
        case .compare(let compare): drawCompare(compare, on: &screen, area)
        case .regenerate(let page): drawRegenerate(page, on: &screen, area)
        case .difference(let page): drawDifference(page, on: &screen, area)
        case .result(let page): draw(body: body, page.scroll, on: &screen, area, top: area.row)
        case .history(let selected): drawHistory(selected, on: &screen, area)
        case .generation(_, let scroll), .replace(let scroll):
            draw(body: body, scroll, on: &screen, area, top: area.row)
        }
        if let overlay {
            screen.cursor = nil
            overlay.drawn(in: size).draw(on: &screen)
        }
        return screen
    }

    /// Where the operator is, for the end of the title bar.
    private var aside: String {
        switch page {
        case .home: home.map { "\($0.now.date) \($0.now.tableText.suffix(8)) UTC" } ?? ""
        case .list: list.entry.map(place(of:)) ?? (list.entryCount == 0 ? "" : "\(list.entryCount.grouped) entries")
        case .certificate(let page): place(of: page.entry)
        case .chain, .checks, .regenerate, .replace, .difference, .result, .generation: ""
        case .history: history.map { $0.count == 1 ? "1 generation" : "\($0.count.grouped) generations" } ?? ""
        case .text(let text):
            Viewport(contentHeight: text.lines.count, windowHeight: textHeight, previous: text.first).indicator
        case .octets(let entry, let first):
            Viewport(contentHeight: octetLines(of: entry), windowHeight: textHeight, previous: first).indicator
        case .compare(let compare):
            Viewport(
                contentHeight: compare.lines?.count ?? 0, windowHeight: compareHeight, previous: compare.first
            ).indicator
        }
    }

    private func place(of entry: Int) -> String {
        list.place(of: entry).map { "\(($0 + 1).grouped) of \(list.entryCount.grouped)" } ?? ""
    }

    /// The rows between the title bar and the footer.
    var areaHeight: Int { size.rows - 1 - bindings.footer(columns: size.columns).height }

    /// The lines of a text in view at once: one stays for what is searched for.
    var textHeight: Int { areaHeight - 1 }

    /// How far the cursor goes when a page is turned.
    var pageHeight: Int {
        switch page {
        case .home: areaHeight
        case .list: listHeight
        case .certificate: 8
        case .text, .octets, .chain, .checks: textHeight
        case .compare: compareHeight
        case .difference(let page): page.tab == .changes ? areaHeight - 1 : 8
        case .history: historyHeight
        case .regenerate, .replace, .result, .generation: areaHeight
        }
    }

    /// What is written above a screen, about the entry, the last thing that was tried, or what is searched for.
    func drawInfo(on screen: inout Screen, _ row: Int, _ spans: [Span], matches: Int? = nil, of total: Int = 0) {
        if let prompt {
            let label = page == .list ? "Filter: " : "Search: "
            let count = matches.map { "\($0.grouped) of \(total.grouped)" } ?? ""
            let width = max(size.columns - label.count - count.count - 5, 8)
            let visible = prompt.visible(width: width, glyphs: glyphs)
            screen.put(" \(label)", row: row, column: 0, style: .label)
            screen.put(visible.text, row: row, column: label.count + 1, width: width, style: .focusedField)
            screen.put(count, row: row, column: label.count + width + 3, style: .muted)
            screen.cursor = Position(row: row, column: label.count + 1 + visible.cursorColumn)
        } else if let notice {
            screen.put(" \(notice)", row: row, column: 0, width: size.columns, style: .warning)
        } else {
            screen.put([Span(" ")] + spans, row: row, column: 0, width: size.columns)
        }
    }

    /// What an entry is, in one line: its state, its name, how long that is so, and where it came from.
    func info(about entry: Int) -> [Span] {
        guard let summary = list.entries[entry] else { return [] }
        let state = summary.state(at: now)
        return [
            sign(of: entry, state), Span(" "), Span(summary.subject.isEmpty ? "(no name)" : summary.subject, .heading),
            Span("  "),
            Span(summary.distance(from: now), state.style),
            Span("  from \(VisibleText.quoted(summary.source))", .muted),
        ]
    }

    /// The sign in front of an entry: its validity, unless it is known to fail a check of the level in use.
    func sign(of entry: Int, _ state: Validity) -> Span {
        guard state != .undecodable, failed.contains(Question(entry: entry, level: level)) else {
            return state.sign(glyphs)
        }
        return glyphs.sign(of: .fail)
    }

    /// That what is to be shown was asked for and is not there yet.
    func drawReading(on screen: inout Screen, _ row: Int) {
        screen.put("reading...", row: row, column: 1, style: .muted)
    }
}
