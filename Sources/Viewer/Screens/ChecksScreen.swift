import CertificateModel
import Drawing
import ScreenKit

extension State {
    /// The level on top, which stays in view, then everything that was found.
    func drawChecks(of entry: Int, _ scroll: Int, on screen: inout Screen, _ area: Rectangle) {
        let checks = found(entry)?.checks
        let level = [Span(" Level: "), Span(level.description, .heading), Span("  ")]
        screen.put(level + (checks.map { [$0.summary] } ?? []), row: area.row, column: 0, width: area.columns)
        guard checks != nil else { return drawReading(on: &screen, area.row + 2) }
        draw(body: body, scroll, on: &screen, area, top: area.row + 1)
    }

    /// Lines that are moved as a whole.
    func draw(body: Body, _ scroll: Int, on screen: inout Screen, _ area: Rectangle, top: Int) {
        let viewport = Viewport(contentHeight: body.lines.count, windowHeight: area.endRow - top, previous: scroll)
        for (row, line) in body.lines[viewport.visible].enumerated() {
            screen.put(line, row: top + row, column: 0, width: area.columns - 1)
        }
        screen.scrollBar(viewport, row: top, column: area.columns - 1)
    }

    /// The lines of a screen that is moved as a whole.
    var body: Body {
        var body = Body(columns: size.columns, glyphs: glyphs)
        switch page {
        case .home: describeHome(&body)
        case .checks(let entry, _): describeChecks(of: entry, &body)
        case .difference(let page): describeChanges(page, &body)
        case .replace: describeReplacement(&body)
        case .result(let page): describe(page, &body)
        case .generation(let number, _): describeGeneration(number, &body)
        default: break
        }
        return body
    }

    /// How far such a screen can be moved: reckoned with a footer of two rows.
    var bodyLimit: Int {
        let around =
            switch page {
            case .checks, .difference: 4
            default: 3
            }
        return max(body.lines.count - (size.rows - around), 0)
    }

    private func describeChecks(of entry: Int, _ body: inout Body) {
        guard let checks = found(entry)?.checks else { return }
        body.blank()
        if let summary = list.entries[entry] { body.heading(VisibleText.cleaned(summary.subject, limit: 200)) }
        for check in checks { body.found(check) }
    }
}

extension [CheckResult] {
    /// What they found, in a few words.
    fileprivate var summary: Span {
        let (fails, warns) = (count { $0.verdict == .fail }, count { $0.verdict == .warn })
        func checks(_ count: Int, _ verb: String) -> String {
            count == 1 ? "1 check \(verb)s" : "\(count) checks \(verb)"
        }
        if fails == 0 {
            return warns == 0 ? Span("every check passes", .success) : Span(checks(warns, "warn"), .warning)
        }
        return Span(
            checks(fails, "fail") + (warns == 0 ? "" : ", \(warns) \(warns == 1 ? "warns" : "warn")"), .error)
    }
}
