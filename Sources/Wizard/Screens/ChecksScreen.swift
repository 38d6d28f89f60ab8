import CertificateModel
import Drawing
import ScreenKit

extension State {
    /// The level on top, which stays in view, then everything that was found.
    func drawChecks(on screen: inout Screen, _ area: Rectangle) {
        let remarks = imported.judgement?.set.remarks.count ?? 0
        let remarked = remarks == 0 ? "" : remarks == 1 ? ", 1 remark" : ", \(remarks) remarks"
        let summary = imported.summary + remarked
        let style: Style = imported.count(.fail) > 0 ? .error : imported.count(.warn) > 0 ? .warning : .success
        screen.put(
            [Span(" Level: "), Span(imported.level.description, .heading), Span("  "), Span(summary, style)],
            row: area.row, column: 0, width: area.columns)
        let lines = body(columns: area.columns).lines
        let viewport = Viewport(contentHeight: lines.count, windowHeight: area.rows - 1, previous: scroll)
        for (row, line) in lines[viewport.visible].enumerated() {
            screen.put(line, row: area.row + 1 + row, column: 0, width: area.columns - 1)
        }
        screen.scrollBar(viewport, row: area.row + 1, column: area.columns - 1)
    }

    func describeChecks(_ body: inout Body) {
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
        for remark in judgement.set.remarks { body.item([Span(" \(glyphs.bullet) ")], remark) }
    }

    private func describe(_ certificate: Judgement.Certificate, _ body: inout Body) {
        body.blank()
        let kind = certificate.kind.rawValue
        body.heading(
            "\(kind.prefix(1).uppercased())\(kind.dropFirst()): "
                + VisibleText.cleaned(certificate.member.name, limit: 200))
        // What is wrong comes first: nobody should have to look for it.
        let verdicts: [CheckResult.Verdict] = [.fail, .warn, .pass]
        for check in verdicts.flatMap({ verdict in certificate.checks.filter { $0.verdict == verdict } }) {
            body.found(check)
        }
    }

    /// What was asked for, and what was granted: there may be thousands of either.
    private func describeRequest(_ body: inout Body, _ judgement: Judgement) {
        guard judgement.set.requested != nil else { return }
        body.blank()
        body.heading("Names of the signing request")
        let names = judgement.grantedNames
        describe(names.filter { $0.isRequested && !$0.isGranted }, &body, glyphs.sign(of: .warn), "not granted", .warn)
        describe(names.filter { $0.isRequested && $0.isGranted }, &body, glyphs.sign(of: .pass), "granted", .pass)
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
