import CertificateModel
import ScreenKit

/// The certificates signed in memory, compared with the live ones: the changes, and every field to be written.
struct DifferencePage: BodyPage, SheetPage {
    /// A tab.
    enum Tab: String {
        case changes = "Changes"
        case root = "Root"
        case identity = "Identity"
    }

    let title = "Difference"
    let headHeight = 1
    let preview: RegenerationPreview
    private(set) var tab = Tab.changes
    var scroll = 0
    var selected = 0

    init(_ preview: RegenerationPreview) { self.preview = preview }

    /// A root that does not change is not shown.
    private var tabs: [Tab] { preview.root == nil ? [.changes, .identity] : [.changes, .root, .identity] }

    /// The tab at a distance from the present one, from the last on to the first.
    private func tab(after distance: Int) -> Tab {
        let index = tabs.firstIndex(of: tab) ?? 0
        return tabs[(index + distance + tabs.count) % tabs.count]
    }

    /// The rows in view; nil where the changes are.
    private var table: FieldTable? {
        switch tab {
        case .changes: nil
        case .root: preview.root
        case .identity: preview.identity
        }
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        let acting: [Binding<Self>] = [
            .init(.enter, "Write") { $0.askToWrite(&$1) },
            .init([.tab, .right], tab(after: 1).rawValue) { page, _ in page.tab = page.tab(after: 1) },
            .init([.backTab, .left], "") { page, _ in page.tab = page.tab(after: -1) },
        ]
        let back = Binding<Self>([.escape, .backspace], "Back") { page, context in
            context.perform(.discard(id: page.preview.id))
            context.close()
        }
        guard tab != .changes else { return acting + [back] + Self.ending + moving(context) }
        let detail = Binding<Self>(["d", "D"], "Detail") { page, context in
            page.row(context).map { context.open(TextPage($0.name, $0.paragraphs, context)) }
        }
        return acting + [detail, back] + Self.ending + Self.lines("")
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "The new certificates, signed in memory, compared with the live ones: names that are lost (-) and gained (+), then each field that changes. \(key: .tab) shows every field of the certificates as they will be written.",
            "\(key: .enter) asks whether to write. A name that clients still use must not be lost: \(key: .escape) goes back, and what is live stays as it is.",
        ]
    }

    private func askToWrite(_ context: inout Context) {
        let preview = preview
        context.open(
            ConfirmationPrompt(preview.confirmation) { (_: inout DifferencePage, context, consent) in
                context.begin(.regeneration(preview, consent))
            })
    }

    mutating func move(by distance: Int, _ context: inout Context) {
        if let table {
            selected = moved(selected, by: distance, limit: table.rows.count - 1)
        } else {
            scroll(by: distance, context)
        }
    }

    func pageHeight(_ context: Context) -> Int { tab == .changes ? areaHeight(context) - 1 : 8 }

    func rows(_ context: Context) -> [SheetRow] {
        table?.rows.sheet(warning: preview.clockWarning, context.glyphs) ?? []
    }

    /// The tabs stay in view, and beside them the first note that fits.
    func drawHead(on screen: inout Screen, _ area: Rectangle, _ context: Context) -> Bool {
        let column = screen.put(tabs: tabs.map { ($0.rawValue, $0 == tab) }, row: area.row, column: 1)
        let room = area.columns - column - 1
        let notes = notes(context.glyphs)
        let note = notes.first { TextWidth.of($0.text, in: context.glyphs.charset) < room } ?? notes.last ?? Span("")
        screen.put([note], row: area.row, column: column + 1, width: max(room, 0))
        guard tab != .changes else { return true }
        drawSheet(
            on: &screen, Rectangle(row: area.row + 1, column: 0, columns: area.columns, rows: area.rows - 1), context)
        return false
    }

    /// The notes beside the tabs, the longest first.
    private func notes(_ glyphs: Glyphs) -> [Span] {
        guard let table else {
            let (gained, lost) = (preview.difference.namesGained.count, preview.difference.namesLost.count)
            let count = lost == 1 ? "1 NAME LOST" : "\(lost) NAMES LOST"
            if lost > 0 { return [Span("\(count), \(gained) gained", .error), Span(count, .error)] }
            return [Span(gained == 0 ? "the names stay as they are" : "no name is lost"), Span("")]
        }
        return table.summary(preview.profile, glyphs).map { Span($0, .muted) }
    }

    func describe(_ body: inout Body, _ context: Context) {
        let difference = preview.difference
        if context.size.rows >= 20 { body.blank() }
        let warnings = preview.confirmation.warnings
        for warning in warnings {
            body.item([Span(" "), context.glyphs.sign(of: .warn), Span(" ")], warning, .warning)
        }
        if !warnings.isEmpty { body.blank() }
        body.heading("Names of the identity")
        for name in difference.namesLost {
            body.item([Span(" - ", .error)], "\(name)  lost: clients that use it will refuse this server", .error)
        }
        for name in difference.namesGained {
            let origin = difference.follows[name].map { ", follows \($0)" } ?? ""
            body.item([Span(" + ", .success)], "\(name)  gained\(origin)")
        }
        if difference.namesLost.isEmpty, difference.namesGained.isEmpty {
            body.text("They stay as they are.", indent: 3)
        }
        body.blank()
        body.heading("What follows")
        // The lost names are listed above with the same consequence.
        let told = Set(difference.namesLost.map { "\"\($0.bareText)\"" })
        for text in difference.consequences where !told.contains(where: text.contains) {
            body.item([Span(" \(context.glyphs.bullet) ")], text)
        }
        for kind in [CertificateKind.root, .identity] {
            let changes = difference.changes.filter { $0.kind == kind }
            guard !changes.isEmpty else { continue }
            body.blank()
            body.heading(kind == .root ? "Root" : "Identity")
            let longest = changes.map(\.what.count).max() ?? 0
            for change in changes { describe(change, &body, labelColumns: max(Body.labelColumns, longest + 2)) }
        }
    }

    /// The old and the new value of a field: on one line where both have room.
    private func describe(_ change: Difference.Change, _ body: inout Body, labelColumns: Int) {
        let arrow = "\(body.glyphs.right) "
        guard !change.before.isEmpty else {
            return body.fact(
                change.what, change.after, change.after == "new" ? .warning : .value, labelColumns: labelColumns)
        }
        let whole = "\(change.before) \(arrow)\(change.after)"
        if TextWidth.of(whole, in: body.glyphs.charset) <= body.columns - labelColumns - 2 {
            return body.fact(change.what, whole, labelColumns: labelColumns)
        }
        body.fact(change.what, change.before, .muted, labelColumns: labelColumns)
        let lead = Body.padded("", to: labelColumns - 2) + arrow
        body.item([Span(lead)], change.after, .value)
    }
}
