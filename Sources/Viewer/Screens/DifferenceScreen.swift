import CertificateModel
import Drawing
import ScreenKit

extension State {
    func drawDifference(_ difference: DifferencePage, on screen: inout Screen, _ area: Rectangle) {
        let column = screen.put(
            tabs: difference.tabs.map { ($0.name, $0 == difference.tab) }, row: area.row, column: 1)
        let room = area.columns - column - 1
        let notes = notes(on: difference)
        let note = notes.first { TextWidth.of($0.text, in: glyphs.charset) < room } ?? notes.last ?? Span("")
        screen.put([note], row: area.row, column: column + 1, width: max(room, 0))
        guard difference.tab != .changes else {
            return draw(body: body, difference.scroll, on: &screen, area, top: area.row + 1)
        }
        Sheet(rows: rows(of: difference), selected: difference.selected).draw(
            on: &screen, Rectangle(row: area.row + 1, column: 0, columns: area.columns, rows: area.rows - 1))
    }

    /// The rows of the certificate in view, as the preview of an ignition has them.
    func rows(of difference: DifferencePage) -> [SheetRow] {
        (difference.table?.rows ?? []).enumerated().map { index, row in
            let isDate = row.field == .validFrom || row.field == .validTo
            return SheetRow(
                row, number: index + 1, warning: isDate ? difference.preview.clockWarning : nil, glyphs: glyphs)
        }
    }

    /// What is to be said beside the tabs, the longest first.
    private func notes(on difference: DifferencePage) -> [Span] {
        guard let table = difference.table else {
            let (gained, lost) = (
                difference.preview.difference.namesGained.count, difference.preview.difference.namesLost.count
            )
            let count = lost == 1 ? "1 NAME LOST" : "\(lost) NAMES LOST"
            if lost > 0 { return [Span("\(count), \(gained) gained", .error), Span(count, .error)] }
            return [Span(gained == 0 ? "the names stay as they are" : "no name is lost", .success), Span("")]
        }
        let count = table.rows.count { $0.departs != nil }
        let profile = difference.preview.profile.rawValue
        guard count > 0 else { return [Span("profile: \(profile)", .muted), Span(profile, .muted)] }
        let page = count == 1 ? "1 row departs from the page" : "\(count) rows depart from the page"
        return [
            Span("profile: \(profile)  \(glyphs.mark) \(page)", .muted),
            Span("\(profile)  \(glyphs.mark) \(count)", .muted), Span("\(glyphs.mark) \(count)", .muted),
        ]
    }

    func describeChanges(_ page: DifferencePage, _ body: inout Body) {
        let difference = page.preview.difference
        if size.rows >= 20 { body.blank() }
        for warning in page.preview.warnings {
            body.item([Span(" "), glyphs.sign(of: .warn), Span(" ")], warning, .warning)
        }
        if !page.preview.warnings.isEmpty { body.blank() }
        body.heading("Names of the identity")
        for name in difference.namesLost {
            body.item([Span(" - ", .error)], "\(name)  lost: whoever uses it will refuse this server", .error)
        }
        for name in difference.namesGained { body.item([Span(" + ", .success)], "\(name)  gained", .success) }
        if difference.namesLost.isEmpty, difference.namesGained.isEmpty {
            body.text("They stay as they are.", indent: 3)
        }
        body.blank()
        body.heading("What follows")
        // The names that are lost have said so themselves.
        let told = Set(difference.namesLost.map { "\"\($0.bareText)\"" })
        for text in difference.consequences where !told.contains(where: text.contains) {
            body.item([Span(" \(glyphs.bullet) ")], text)
        }
        for kind in [CertificateKind.root, .identity] {
            let changes = difference.changes.filter { $0.kind == kind }
            guard !changes.isEmpty else { continue }
            body.blank()
            body.heading(kind == .root ? "Root" : "Identity")
            for change in changes { describe(change, &body) }
        }
    }

    /// What a field was and becomes: on one line where both have room.
    private func describe(_ change: Difference.Change, _ body: inout Body) {
        let arrow = "\(glyphs.right) "
        guard !change.before.isEmpty else {
            return body.fact(change.what, change.after, change.after == "new" ? .warning : .value)
        }
        let whole = "\(change.before) \(arrow)\(change.after)"
        if TextWidth.of(whole, in: glyphs.charset) <= size.columns - Body.labelColumns - 2 {
            return body.fact(change.what, whole)
        }
        body.fact(change.what, change.before, .muted)
        let lead = Body.padded("", to: Body.labelColumns - 2) + arrow
        body.item([Span(lead)], change.after, .value)
    }
}
