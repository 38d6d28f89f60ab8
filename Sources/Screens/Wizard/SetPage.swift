import CertificateModel
import ScreenKit

/// The certificates of a third party's set, every field of them, before anything is written.
struct SetPage: WizardPage, SheetPage {
    static let step = WizardStep.set
    let title = "Certificates"
    /// Which certificate is in view, counted from the identity.
    private(set) var shown = 0
    var selected = 0

    func bindings(_ context: Context) -> [Binding<Self>] {
        let count = context.ignition.imported.certificates.count
        return [
            .init(.enter, "Checks") { $1.open(ImportChecksPage()) },
            .init([.tab, .right], count < 2 ? "" : "Next certificate") { $0.show(by: 1, $1) },
            .init([.backTab, .left], "") { $0.show(by: -1, $1) },
        ] + tableBindings(context)
    }

    private mutating func show(by distance: Int, _ context: Context) {
        let count = max(context.ignition.imported.certificates.count, 1)
        shown = (shown + distance + count) % count
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Every field of each certificate, from the identity to the root. \(key: .tab) shows the next certificate, and \(key: "d") the whole of a row.",
            "A mark before a field means that a check found something in it. The lines below say what it found, and what this server needs.",
        ]
    }

    /// The certificate in view.
    private func certificate(_ context: Context) -> Judgement.Certificate? {
        let certificates = context.ignition.imported.certificates
        return certificates.indices.contains(shown) ? certificates[shown] : nil
    }

    func rows(_ context: Context) -> [SheetRow] {
        certificate(context)?.table.rows.sheet(warning: nil, context.glyphs) ?? []
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let imported = context.ignition.imported
        let summary = imported.summary.text
        let file = certificate(context).map { TypedPath($0.member.file).name } ?? ""
        let whole = "\(imported.level): \(summary)"
        drawTable(
            on: &screen, area, context, tabs: tabs(imported.certificates, columns: area.columns),
            state: ["from \(VisibleText.quoted(file))  \(whole)", whole, summary, ""])
    }

    /// A tab for each certificate; where they do not fit, only the tab in view.
    private func tabs(
        _ certificates: [Judgement.Certificate], columns: Int
    ) -> [(name: String, isShown: Bool)] {
        let intermediates = certificates.count { $0.kind == .intermediate }
        let names = certificates.enumerated().map { index, certificate in
            switch certificate.kind {
            case .identity: "Identity"
            case .root: "Root"
            default: intermediates == 1 ? "Intermediate" : "Intermediate \(index)"
            }
        }
        if names.reduce(0, { $0 + $1.count + 3 }) + 2 <= columns {
            return names.enumerated().map { ($1, $0 == shown) }
        }
        return [("\(names[shown]) (\(shown + 1) of \(names.count))", true)]
    }
}
