import CertificateModel
import ScreenKit

/// What the checks find in a third party's set.
struct ImportChecksPage: WizardPage, BodyPage {
    static let step = WizardStep.checks
    let title = "Checks"
    let headHeight = 1
    var scroll = 0

    func bindings(_ context: Context) -> [Binding<Self>] {
        guard !context.isBusy else { return [Self.redraws] }
        return [
            .init(.enter, "Write") { $0.askToWrite(&$1) }, .init(["l", "L"], "Level") { $0.changeLevel(&$1) },
            .init(.escape, "Back") { $1.close() },
        ] + moving(context) + ending(context)
    }

    private mutating func changeLevel(_ context: inout Context) {
        let level = context.ignition.imported.level.next
        context.ignition.imported.level = level
        context.ignition.imported.judgement = context.ignition.imported.judgement?.with(level)
        scroll(by: 0, context)
    }

    private func askToWrite(_ context: inout Context) {
        guard let judgement = context.ignition.imported.judgement else { return }
        if let first = judgement.refusals.first {
            let count = judgement.refusals.count
            let more = count == 1 ? "" : " (1 of \(count))"
            return context.open(Question.failure("These certificates are refused\(more)", first))
        }
        let confirmation = Confirmation(importing: judgement, warnings: context.ignition.imported.warnings)
        context.open(
            ConfirmationPrompt(confirmation) { (_: inout ImportChecksPage, context, consent) in
                context.operation = .switching
                context.perform(.commitImport(judgement, consent))
            })
    }

    mutating func take(_ event: Event, _ context: inout Context) { takeWriting(event, &context) }

    func help(_ context: Context) -> [HelpText] {
        [
            "The level decides what the checks ask for. The levels none, low, medium and high each ask for more than the one before. \(key: "l") goes to the next level.",
            .levels,
            "If a check fails, the certificates are refused. A check that only warns does not stop the import.",
        ]
    }

    /// The level stays in view.
    func drawHead(on screen: inout Screen, _ area: Rectangle, _ context: Context) -> Bool {
        let imported = context.ignition.imported
        let remarks = imported.judgement?.set.remarks.count ?? 0
        let remarked = remarks == 0 ? "" : remarks == 1 ? ", 1 remark" : ", \(remarks) remarks"
        let summary = imported.summary
        screen.put(
            [
                Span(" Level: "), Span(imported.level.description, .heading), Span("  "),
                Span(summary.text + remarked, summary.style),
            ], row: area.row, column: 0, width: area.columns)
        return true
    }

    func describe(_ body: inout Body, _ context: Context) {
        let imported = context.ignition.imported
        guard let judgement = imported.judgement else { return }
        body.blank()
        body.heading("Names and addresses of this server")
        for coverage in judgement.coverage {
            body.found(coverage, missing: imported.level.isRemote ? .fail : .warn)
        }
        describeRequest(&body, judgement)
        for certificate in imported.certificates { describe(certificate, &body) }
        guard !judgement.set.remarks.isEmpty else { return }
        body.blank()
        body.heading("Remarks")
        for remark in judgement.set.remarks { body.item([Span(" \(context.glyphs.bullet) ")], remark) }
    }

    private func describe(_ certificate: Judgement.Certificate, _ body: inout Body) {
        body.blank()
        let kind = certificate.kind.rawValue
        body.heading(
            "\(kind.prefix(1).uppercased())\(kind.dropFirst()): "
                + VisibleText.cleaned(certificate.member.name, limit: 200))
        // Problems first, so that they are found at once.
        let verdicts: [CheckResult.Verdict] = [.fail, .warn, .pass]
        for check in verdicts.flatMap({ verdict in certificate.checks.filter { $0.verdict == verdict } }) {
            body.found(check)
        }
    }

    /// The requested and the granted names. There may be thousands, so each list is cut.
    private func describeRequest(_ body: inout Body, _ judgement: Judgement) {
        guard judgement.set.requested != nil else { return }
        body.blank()
        body.heading("Names of the signing request")
        let names = judgement.grantedNames
        describe(
            names.filter { $0.isRequested && !$0.isGranted }, &body, body.glyphs.sign(of: .warn), "not granted", .warn)
        describe(names.filter { $0.isRequested && $0.isGranted }, &body, body.glyphs.sign(of: .pass), "granted", .pass)
        describe(names.filter { !$0.isRequested }, &body, Span("+"), "not asked for", .pass)
    }

    private func describe(
        _ names: [GrantedName], _ body: inout Body, _ sign: Span, _ word: String, _ verdict: CheckResult.Verdict
    ) {
        for name in names.prefix(Self.mostNames) { body.found(sign, word, "\(name.name)", verdict) }
        if names.count > Self.mostNames { body.found(sign, word, "and \(names.count - Self.mostNames) more", verdict) }
    }

    private static let mostNames = 20
}
