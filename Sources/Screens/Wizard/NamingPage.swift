import CertificateModel
import ScreenKit

/// The parts of the naming.
struct NamingPage: FormPage {
    static let step = WizardStep.naming
    let title = "Naming"
    let nextLabel = "Done"

    func openNext(_ context: inout Context) { context.close() }

    func opened(_ context: inout Context) {
        // What is refused comes first.
        if let refusal = context.ignition.refusal(on: Self.step) { context.ignition.focus[Self.step] = refusal.field }
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "These are the parts of the distinguished names, and of the root's common name. Their defaults are those of the specification.",
            "Email, unit, locality and state may be empty. Then they are not in the names.",
        ]
    }

    func describe(_ body: inout Body, _ context: Context) {
        body.heading("What the certificates call the organisation")
        for field in fields(context) { body.field(field, of: self, context) }
        body.blank()
        let isOfRoot = context.ignition.form.authority == .here
        body.fact(isOfRoot ? "Root's name" : "Naming", VisibleText.cleaned(context.ignition.namingText))
        describeChange(&body, context)
    }
}
