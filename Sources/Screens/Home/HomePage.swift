import CertificateModel
import ScreenKit

/// The state of this server: its certificates, their renewal, and the names and addresses of its host.
struct HomePage: BodyPage {
    let title = "Home"
    var scroll = 0

    func bindings(_ context: Context) -> [Binding<Self>] {
        // The most important ones fit into the smallest window.
        let isNarrow = context.size.columns < 60
        var acting: [Binding<Self>] = [
            .init(.enter, isNarrow ? "List" : "Certificates") { $1.open(ListPage(isOfServer: true)) }
        ]
        let server = context.server
        if let server {
            // A third party's certificates cannot be regenerated here: the key opens the page that says what to do.
            acting.append(
                .init(["i", "I"], server.isImported ? "Replace" : "Regenerate", unless: context.waitsForOperation) {
                    $1.open(server.isImported ? ReplacePage() : RegeneratePage())
                })
        }
        if let server, !server.isImported {
            acting.append(
                .init(["e", "E"], "Names", unless: context.waitsForOperation) { _, context in
                    context.ignition = IgnitionDraft(
                        changing: server.server,
                        profile: server.profile.flatMap(Profile.init(rawValue:)) ?? .interoperable)
                    context.perform(.inspectHost)
                    context.open(ServerPage())
                })
        }
        if server != nil {
            acting.append(.init(["r", "R"], isNarrow ? "Root" : "Hand out root") { $1.open(HandOutPage()) })
        }
        acting += [.init(["h", "H"], "History") { $1.open(HistoryPage()) }, Self.helps, Self.leaves("Leave")]
        acting.append(.init(["c", "C"], "Checks") { $1.open(ChecksPage(0)) })
        if let server, !server.isImported {
            let isAutomatic = server.renewal.isAutomatic
            acting.append(
                .init(["a", "A"], isAutomatic ? "Auto-renew off" : "Auto-renew on", unless: context.waitsForOperation) {
                    $0.ask(toRenewAutomatically: !isAutomatic, server.siteFile, &$1)
                })
        }
        acting += Self.runningHooks(context)
        if server != nil { acting.append(.init(["x", "X"], "Export") { $1.open(ExportPage()) }) }
        return acting + [.init(["u", "U"], "Refresh") { $1.perform(.refresh) }] + moving(context) + Self.anywhere
    }

    func help(_ context: Context) -> [HelpText] {
        let isImported = context.server?.isImported == true
        return [
            "The state of this server's certificates. Below each problem you see what to do.",
            "\(key: .enter) shows the certificates, \(key: "c") what the checks find in the identity. \(key: "u") refreshes all of it.",
            isImported
                ? "A certificate authority issued these certificates. \(key: "i") says how to replace them. \(key: "h") shows every generation of the store, and goes back to an earlier one."
                : "\(key: "i") regenerates certificates: do this when a name or an address has changed, or when a certificate expires soon. You see what changes before it is written. \(key: "e") changes the host name, the addresses and the further names, in the same way. \(key: "h") shows every generation of the store, and goes back to an earlier one.",
            "\(key: "r") hands out the root to phones, computers and browsers: its fingerprint, a web page, a copy on a removable medium. \(key: "x") exports certificates, and the identity's private key, to a file for another program: as PKCS #12, PEM or DER.",
            isImported
                ? "\(key: "n") runs the deploy hooks again after they failed."
                : "\(key: "a") turns automatic renewal on or off, after a question. While it is off, Keyturn only warns that certificates are due. \(key: "n") runs the deploy hooks again after they failed.",
        ]
    }

    func aside(_ context: Context) -> String { context.server.map { "as of \($0.now.clockText) UTC" } ?? "" }

    // MARK: - Automatic renewal

    /// Asks before automatic renewal is switched, and says where it is written.
    private func ask(toRenewAutomatically isOn: Bool, _ siteFile: String, _ context: inout Context) {
        context.open(
            Question(
                isOn ? "Turn automatic renewal on?" : "Turn automatic renewal off?",
                [
                    "On: a timer runs \"keyturn renew\" every day. It renews certificates when they are due.",
                    "Off: certificates stay until you regenerate them, here with i. Keyturn only warns that they are due.",
                    "", "Nothing is issued now. Written to \(VisibleText.cleaned(siteFile)), and to the journal.",
                ], isOn ? .choice("Turn on", "Leave off", meant: 0) : .choice("Leave on", "Turn off", meant: 1)
            ) { (_: inout HomePage, context) in
                guard context.operation == nil else { return }
                context.operation = .savingRenewal
                context.perform(.renewAutomatically(isOn))
            })
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        guard context.operation == .savingRenewal else { return }
        switch event {
        case .renewsAutomatically: context.end()
        case .renewalNotSaved(let refusal):
            context.stay()
            context.open(Question.failure("Nothing was changed", refusal))
        default: break
        }
    }

    // MARK: - The picture

    func drawHead(on screen: inout Screen, _ area: Rectangle, _ context: Context) -> Bool {
        if context.server == nil { screen.put(readingInRow: area.row + 1) }
        return context.server != nil
    }

    func describe(_ body: inout Body, _ context: Context) {
        guard let home = context.server else { return }
        // Where there is little room, problems come first.
        let isRoomy = context.size.rows >= 20
        if isRoomy { body.blank() }
        body.fact("Server", VisibleText.cleaned(home.hostName), .heading)
        if isRoomy {
            describeStore(home, &body)
            body.blank()
        }
        if let damage = home.damage {
            describe(.init("files", .critical, damage.problem, advice: damage.hint), &body)
        }
        // The renewal has a line of its own here, with all reasons.
        let lines = home.status.lines.filter { $0.subject != "renewal" }
        for line in isRoomy ? lines : Self.worstFirst(lines) { describe(line, &body) }
        describeRenewal(home, isSaving: context.operation == .savingRenewal, &body)
        if !isRoomy { describeStore(home, &body) }
        describeNames(home, &body)
        guard !lines.contains(where: { $0.subject == "served" }) else { return }
        // Last: it must not push other lines out of the window.
        if isRoomy { body.blank() }
        body.found(
            Span(" "), "served", "not checked; set [serving] endpoints in the site configuration", style: .muted,
            words: Self.words)
    }

    /// A stable sort, the worst first.
    private static func worstFirst(_ lines: [ServerStatus.Line]) -> [ServerStatus.Line] {
        let ranks = Set(lines.map(\.severity.rank)).sorted(by: >)
        return ranks.flatMap { rank in lines.filter { $0.severity.rank == rank } }
    }

    private func describeStore(_ home: ServerState, _ body: inout Body) {
        body.fact("Store", "\(VisibleText.cleaned(home.store)), generation \(home.generation)")
        let origin = home.isImported ? "imported" : "issued here"
        let profile = home.profile.map { ", profile: \(Profile.label(of: $0))" } ?? ""
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
    private static let words = 14

    private func describe(_ line: ServerStatus.Line, _ body: inout Body) {
        let (sign, style) = Self.look(of: line.severity, body.glyphs)
        body.found(line.isRemark ? Span(" ") : sign, line.subject, line.text, style: style, words: Self.words)
        if let advice = Self.advice(of: line) {
            body.found(Span(" "), "", "\(body.glyphs.right) \(advice)", style: .normal, words: Self.words)
        }
    }

    /// The advice: the key to press, where there is one.
    private static func advice(of line: ServerStatus.Line) -> String? {
        switch line.remedy {
        case .issue(let certificates): key(that: certificates)
        case .issueUnlessClockIsWrong(let certificates):
            "set this server's clock, if it is wrong; else \(key(that: certificates))"
        case .letGo(.imported): "check the cable, or replace the certificate: i says how"
        case .letGo: "check the port and its cable, or press i to regenerate without the address"
        case .runHooks: "press n to run the deploy hooks"
        case .adopt(let isImported):
            "run \"keyturn adopt\" if it was moved or restored; on a clone, "
                + (isImported
                    ? "import certificates of its own first: i says how"
                    : "issue a new root: \"keyturn ignite --replace\"")
        case .close(let exposed, let isImported):
            "run \"chmod \(exposed.closedMode)\" on it\(replacement(exposed.kind, isImported))"
        case nil: line.advice
        }
    }

    private static func key(that issues: ServerStatus.Remedy.Certificates) -> String {
        switch issues {
        case .identity: "press i to regenerate it"
        case .root: "press i to regenerate the root"
        case .imported: "ask for a new one: i says how"
        }
    }

    /// What becomes of a key that others may have read.
    private static func replacement(_ kind: ExposedPath.Kind, _ isImported: Bool) -> String {
        switch kind {
        case .rootKey: ", then press i and choose the root with a new key: others may have this one"
        case .identityKey where isImported: ", then ask for a certificate for a new key: i says how"
        case .identityKey: ", then press i and regenerate the identity with a new key: others may have this one"
        case .requestKey: ", then make a new request: others may have its key"
        case .formerKey, .folder: ""
        }
    }

    private static func look(of severity: ServerStatus.Severity, _ glyphs: Glyphs) -> (Span, Style) {
        switch severity {
        case .ok: (Span(String(glyphs.check), .success), .normal)
        case .warning: (Span(String(glyphs.mark), .mark), .warning)
        case .critical: (Span(String(glyphs.cross), .failure), .error)
        case .unknown: (Span("?", .muted), .muted)
        }
    }

    private func describeRenewal(_ home: ServerState, isSaving: Bool, _ body: inout Body) {
        let renewal = home.renewal
        let (sign, text, advice) = Self.renewal(home)
        let reasons = renewal.reasons.map(\.sentence) + (renewal.unconfirmed.map { [$0.sentence] } ?? [])
        let isWell = reasons.isEmpty
        body.found(
            !isWell
                ? body.glyphs.sign(of: .warn)
                : sign ? body.glyphs.sign(of: .pass) : Span(String(body.glyphs.bullet), .muted),
            "renewal", text, style: isWell ? .normal : .warning, words: Self.words)
        let indent = body.columns >= 60 ? Self.words + 3 : 3
        for reason in reasons {
            body.item([Span(String(repeating: " ", count: indent) + "\(body.glyphs.bullet) ", .warning)], reason)
        }
        if isSaving {
            body.found(Span(" "), "", "saving...", style: .warning, words: Self.words)
        } else if let advice {
            body.found(Span(" "), "", "\(body.glyphs.right) \(advice)", style: .normal, words: Self.words)
        }
    }

    /// Whether renewal is automatic, its state in words, and the advice.
    private static func renewal(_ home: ServerState) -> (isWell: Bool, text: String, advice: String?) {
        let renewal = home.renewal
        let isDue = !renewal.reasons.isEmpty
        let day = renewal.dueAt.date
        if home.isImported {
            return (
                false,
                isDue
                    ? "due; Keyturn does not renew a third party's certificates:"
                    : "by hand, because a third party issued them; due on \(day)",
                isDue ? "ask for new ones: i says how" : nil
            )
        }
        if renewal.isAutomatic {
            return (
                true, isDue ? "automatic, and due now:" : "automatic, due on \(day)",
                isDue ? "press i to regenerate now, or wait a day for the timer" : nil
            )
        }
        return (
            false, isDue ? "not automatic, and due now:" : "not automatic, due on \(day)",
            isDue ? "press i to regenerate, or a to turn automatic renewal on" : nil
        )
    }

    /// The names and addresses of the host, port by port, the absent ones of a port last.
    private func describeNames(_ home: ServerState, _ body: inout Body) {
        guard !home.coverage.isEmpty || !home.absent.isEmpty else { return }
        body.blank()
        body.heading("Names and addresses of this server")
        var roles: [String] = []
        for role in home.coverage.map(\.role) + home.absent.map(\.role) where !roles.contains(role) {
            roles.append(role)
        }
        for role in roles {
            for coverage in home.coverage where coverage.role == role {
                let origin = home.server.origin(of: coverage.name).followed
                body.found(coverage, missing: .warn, words: Self.words, origin: origin)
            }
            for absent in home.absent where absent.role == role {
                body.found(
                    body.glyphs.sign(of: .warn), role,
                    "\(absent.name.bareText): in the certificate, and not on this host any more", style: .warning,
                    words: Self.words)
            }
        }
        let told = Set(home.coverage.map(\.name) + home.absent.map(\.name))
        let given = home.server.subjectAlternativeNames.filter { !told.contains($0) }
        guard !home.isImported, !given.isEmpty else { return }
        body.found(
            Span(String(body.glyphs.bullet), .muted), "given",
            given.map(\.bareText).joined(separator: ", "), style: .normal, words: Self.words)
    }
}
