import CertificateModel
import ScreenKit

/// What the checks find of an entry.
struct ChecksPage: EntryPage, BodyPage {
    let title = "Checks"
    let headHeight = 1
    let entry: Int
    var scroll = 0

    init(_ entry: Int) { self.entry = entry }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [
            .init(["l", "L"], "Level") { page, context in
                context.reviewed.level = context.reviewed.level.next
                page.scroll = 0
            }, Self.showsChain,
        ] + Self.lines("Move") + Self.always
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "What the checks find. \(key: "l") goes to the next level. The levels none, low, medium and high each ask for more than the one before.",
            .levels,
        ]
    }

    mutating func settle(over below: (any Page)?, _ context: inout Context) {
        context.perform(context.reviewed.list.ask(for: entry) + context.reviewed.wantJudged(entry))
    }

    /// The level stays in view.
    func drawHead(on screen: inout Screen, _ area: Rectangle, _ context: Context) -> Bool {
        let checks = context.reviewed.found(entry)?.checks
        let level = [Span(" Level: "), Span(context.reviewed.level.description, .heading), Span("  ")]
        screen.put(level + (checks.map { [$0.summary] } ?? []), row: area.row, column: 0, width: area.columns)
        if checks == nil { screen.put(readingInRow: area.row + 2) }
        return checks != nil
    }

    func describe(_ body: inout Body, _ context: Context) {
        guard let checks = context.reviewed.found(entry)?.checks else { return }
        body.blank()
        if let summary = context.reviewed.list.entries[entry] {
            body.heading(VisibleText.cleaned(summary.subject, limit: 200))
        }
        for check in checks { body.found(check, isAdvised: false) }
    }
}

extension [CheckResult] {
    /// What they found, in a few words.
    var summary: Span {
        let (fails, warns) = (count { $0.verdict == .fail }, count { $0.verdict == .warn })
        func checks(_ count: Int, _ verb: String) -> String {
            count == 1 ? "1 check \(verb)s" : "\(count) checks \(verb)"
        }
        if fails == 0 {
            return warns == 0 ? Span("every check passes") : Span(checks(warns, "warn"), .warning)
        }
        return Span(
            checks(fails, "fail") + (warns == 0 ? "" : ", \(warns) \(warns == 1 ? "warns" : "warn")"), .error)
    }
}
