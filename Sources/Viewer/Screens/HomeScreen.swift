import CertificateModel
import Drawing
import ScreenKit

extension State {
    func drawHome(on screen: inout Screen, _ area: Rectangle) {
        guard case .home(let scroll) = page else { return }
        guard home != nil else { return drawReading(on: &screen, area.row + 1) }
        draw(body: body, scroll, on: &screen, area, top: area.row)
    }

    func describeHome(_ body: inout Body) {
        guard let home else { return }
        // Where there is little room, what is not well comes first.
        let isRoomy = size.rows >= 20
        if isRoomy { body.blank() }
        body.fact("Server", VisibleText.cleaned(home.hostName), .heading)
        if isRoomy {
            describeStore(home, &body)
            body.blank()
        }
        if let damage = home.damage {
            describe(.init("files", .critical, damage.problem, advice: damage.hint), &body)
        }
        // What is due has a line of its own here, with all reasons.
        let lines = home.status.lines.filter { $0.subject != "renewal" }
        for line in isRoomy ? lines : Self.worstFirst(lines) { describe(line, &body) }
        describeRenewal(home, &body)
        if !isRoomy { describeStore(home, &body) }
        describeNames(home, &body)
        guard !lines.contains(where: { $0.subject == "served" }) else { return }
        // Last: it may not push what is known out of the window.
        if isRoomy { body.blank() }
        body.found(
            Span(" "), "served", "not asked; set [serving] endpoints in the site configuration", style: .muted,
            words: Self.words)
    }

    /// Those that are alike stay in their order.
    private static func worstFirst(_ lines: [ServerStatus.Line]) -> [ServerStatus.Line] {
        let ranks = Set(lines.map(\.severity.rank)).sorted(by: >)
        return ranks.flatMap { rank in lines.filter { $0.severity.rank == rank } }
    }

    private func describeStore(_ home: ServerState, _ body: inout Body) {
        body.fact("Store", "\(VisibleText.cleaned(home.store)), generation \(home.generation)")
        let origin = home.isImported ? "imported" : "issued here"
        let profile = home.profile.map { ", profile \(VisibleText.cleaned($0))" } ?? ""
        body.fact("Certificates", origin + profile)
        if home.pendingRequests > 0 {
            let count = home.pendingRequests
            body.fact(
                "Requests",
                count == 1
                    ? "1 signing request waits for its certificate"
                    : "\(count) signing requests wait for their certificates")
        }
        if let warning = home.clockWarning { body.fact("Clock", warning, .warning) }
    }

    /// The column that the subjects of lines have: the longest is `LAN1 address`.
    static let words = 14

    private func describe(_ line: ServerStatus.Line, _ body: inout Body) {
        let (sign, style) = look(of: line.severity)
        body.found(sign, line.subject, line.text, style: style, words: Self.words)
        if let advice = Self.advice(of: line) {
            body.found(Span(" "), "", "\(glyphs.right) \(advice)", style: .normal, words: Self.words)
        }
    }

    /// What to do: the key that does it, where there is one.
    private static func advice(of line: ServerStatus.Line) -> String? {
        switch line.remedy {
        case .issue(.imported): "ask for a new one: g says how"
        case .issue: "g issues it again"
        case .letGo(.imported): "look at its cable, or replace it: g says how"
        case .letGo: "look at the port and its cable; g lets the address go"
        case .runHooks: "n runs the deploy hooks"
        case nil: line.advice
        }
    }

    private func look(of severity: ServerStatus.Severity) -> (Span, Style) {
        switch severity {
        case .ok: (Span(String(glyphs.check), .success), .normal)
        case .warning: (Span(String(glyphs.mark), .warning), .warning)
        case .critical: (Span(String(glyphs.cross), .error), .error)
        case .unknown: (Span("?", .muted), .muted)
        }
    }
}
