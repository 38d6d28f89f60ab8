import CertificateModel
import ScreenKit

/// Both certificates that are issued here, every field of them, before anything is written.
struct PreviewPage: WizardPage, SheetPage {
    /// How far the certificates have come.
    enum Progress {
        case signing
        /// They are signed, in memory, as the tables show; this is to be confirmed.
        case signed(root: FieldTable, identity: FieldTable, Confirmation)
        /// They could not be signed.
        case failed
    }

    static let step = WizardStep.preview
    let title = "Preview"
    private(set) var plan: Plan
    private(set) var progress = Progress.signing
    private var shownKind = CertificateKind.root
    var selected = 0

    /// The preview for a server; `Form.FieldRefusal` where no plan can be made for it.
    init(of server: ServerIdentity, _ context: Context) throws(Form.FieldRefusal) {
        let clock = context.ignition.host?.clock ?? IgnitionClock(reading: SoftwareRelease.date)
        do { plan = try Plan(server: server, profile: context.ignition.profile, clock: clock) } catch {
            throw .init(field: .hostName, refusal: error)
        }
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        guard !context.isBusy else { return [Self.redraws] }
        return [
            .init(.enter, "Write", unless: absence) { $0.askToWrite(&$1) },
            .init([.tab, .left, .right, .backTab], shownKind == .root ? "Identity" : "Root") { page, _ in
                page.shownKind = page.shownKind == .root ? .identity : .root
            },
            .init(["p", "P"], "Profile", unless: hasFailed ? absence : nil) { $0.askForProfile(&$1) },
        ] + tableBindings(context)
    }

    private var hasFailed: Bool { if case .failed = progress { true } else { false } }

    /// Why nothing can be written; nil where it can.
    private var absence: String? {
        switch progress {
        case .signing: "The certificates are still being signed. Wait until they are."
        case .signed: nil
        case .failed: "The certificates could not be made. Go back with Esc, and open this page again."
        }
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Every field of both certificates, as they are signed in memory. When you confirm, exactly these bytes are written.",
            "A mark before a field means that it can hurt. The lines below say why, and where a field differs from Avaya's page.",
            "\(key: .tab) shows the other certificate, and \(key: "d") the whole of a row. \(key: "p") switches the profile. The recommended one is what clients accept. In the other one every row is as on Avaya's page, and Firefox refuses the server: Keyturn asks before.",
        ]
    }

    func opened(_ context: inout Context) { context.perform(.sign(plan.server, plan.profile, nil)) }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .signed(let plan, let root, let identity, let confirmation):
            // The answer may be to an earlier plan, from before the operator went back.
            guard case .signing = progress, plan.profile == self.plan.profile, plan.server == self.plan.server else {
                return
            }
            self.plan = plan
            progress = .signed(root: root, identity: identity, confirmation)
        case .notSigned(let refusal):
            progress = .failed
            context.open(Question.failure("The certificates could not be made", refusal))
        case .switched, .notSwitched: takeWriting(event, &context)
        default: break
        }
    }

    /// Switches the profile; asks before the one that makes clients refuse this server.
    private mutating func askForProfile(_ context: inout Context) {
        guard plan.profile == .interoperable else { return switchProfile(&context) }
        let body = [
            "Every row is then as on Avaya's page, and the identity may sign certificates itself.", "",
            "Firefox refuses such a server. Who takes its key can sign for every name that its clients trust.", "",
            "Choose it only for a device that needs it. p switches back.",
        ]
        context.open(
            Question(
                "As on Avaya's page?", body, .choice("Keep Recommended", "Switch", meant: 1)
            ) { (page: inout PreviewPage, context) in page.switchProfile(&context) })
    }

    private mutating func switchProfile(_ context: inout Context) {
        context.ignition.profile = plan.profile.other
        plan = plan.with(plan.profile.other)
        progress = .signing
        context.perform(.sign(plan.server, plan.profile, plan.clock))
    }

    private func askToWrite(_ context: inout Context) {
        guard case .signed(_, _, let confirmation) = progress else { return }
        context.open(
            ConfirmationPrompt(confirmation) { (page: inout PreviewPage, context, consent) in
                context.operation = .switching
                context.perform(.commit(page.plan, consent))
            })
    }

    /// The table in view: decoded from the signed certificates, or computed from the plan until they are signed.
    private var table: FieldTable {
        if case .signed(let root, let identity, _) = progress { return shownKind == .root ? root : identity }
        return shownKind == .root ? .root(of: plan) : .identity(of: plan)
    }

    func rows(_ context: Context) -> [SheetRow] { table.rows.sheet(warning: plan.clock.warning, context.glyphs) }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let tabs = [("Root", shownKind == .root), ("Identity", shownKind == .identity)]
        let warning = plan.clock.isPlausible || area.columns < 60 ? "" : "  the clock is wrong"
        drawTable(on: &screen, area, context, tabs: tabs, state: state(context), warning: warning)
    }

    /// The profile and the progress, the longest text first.
    private func state(_ context: Context) -> [String] {
        if context.isBusy { return ["writing..."] }
        switch progress {
        case .signing:
            return [
                "profile: \(plan.profile.label)  making keys and signing...", "making keys and signing...",
                "signing...",
            ]
        case .signed: return table.summary(plan.profile, context.glyphs)
        case .failed: return ["profile: \(plan.profile.label)  not signed", "not signed"]
        }
    }
}

/// What the pages that show certificates before they are written have in common.
extension WizardPage where Self: SheetPage {
    /// Moving through the rows of a certificate.
    func tableBindings(_ context: Context) -> [Binding<Self>] {
        [
            .init(["d", "D", " "], "Detail") { page, context in
                context.open(
                    FramedText(over: page, context, title: page.title, isDialog: true) { page, context in
                        page.row(context).map { ($0.name, $0.paragraphs) } ?? ("", [])
                    })
            }
        ] + Self.rows("") + [.init(.escape, "Back") { $1.close() }] + ending(context)
    }

    /// Draws the tabs, beside them the first text that fits, and the table below.
    func drawTable(
        on screen: inout Screen, _ area: Rectangle, _ context: Context, tabs: [(name: String, isShown: Bool)],
        state texts: [String], warning: String = ""
    ) {
        let column = screen.put(tabs: tabs, row: area.row, column: 1) + 1
        let room = area.columns - column - warning.count
        let text = texts.first { TextWidth.of($0, in: context.glyphs.charset) < room } ?? texts.last ?? ""
        let end = screen.put(text, row: area.row, column: column, style: .muted)
        screen.put(warning, row: area.row, column: end, style: .warning)
        drawSheet(
            on: &screen, Rectangle(row: area.row + 1, column: 0, columns: area.columns, rows: area.rows - 1), context)
    }
}

extension WizardPage {
    /// Takes what became of the writing that this page asked for.
    func takeWriting(_ event: Event, _ context: inout Context) {
        guard context.operation == .switching else { return }
        switch event {
        case .switched(let generation):
            context.operation = .handingOff
            context.open(DonePage(generation))
        case .notSwitched(let refusal):
            context.operation = nil
            context.open(Question.failure("Nothing was written", refusal))
        default: break
        }
    }
}
