import CertificateModel
import ScreenKit

/// Whether this server issues its certificates, or a third party did.
struct AuthorityPage: FormPage {
    static let step = WizardStep.authority
    let title = "Authority"
    /// Whether the next page is to open as soon as reverse DNS has answered.
    private var isWaitingForNames = false

    var waiting: String? {
        isWaitingForNames ? "Asking reverse DNS for the host name (2 seconds at most)..." : nil
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Issue here unless your organisation has a certificate authority that signs its servers' certificates.",
            "If another authority issued the certificates, import them: the identity with its private key, and the certificates of its issuers, up to the root.",
            "\(key: " ") changes the answer.",
        ]
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        if case .reverseName = event, isWaitingForNames { openNext(&context) }
    }

    /// Goes on once the host name is known: to the preview of what is issued, or to the files of what is imported.
    mutating func openNext(_ context: inout Context) {
        isWaitingForNames = false
        for step in [WizardStep.server, .addresses, .names] {
            if let refusal = context.ignition.refusal(on: step) { return context.show(refusal, on: step) }
        }
        switch context.ignition.resolveHostName() {
        case .waiting: isWaitingForNames = true
        case .refused(let refusal): context.show(.init(field: .hostName, refusal: refusal), on: .server)
        case .resolved(let hostName):
            do throws(Form.FieldRefusal) {
                let server = try context.ignition.server(named: hostName)
                context.open(
                    context.ignition.form.wantsImport
                        ? FilesPage() : try PreviewPage(of: server, context))
            } catch {
                context.show(error, on: [.lan1IPv4, .lan2IPv4].contains(error.field) ? .addresses : .server)
            }
        }
    }

    func describe(_ body: inout Body, _ context: Context) {
        let wantsImport = context.ignition.form.wantsImport
        body.text("Who signs this server's certificates?")
        body.blank()
        body.choice(
            FieldName.authority.label, ["Issue here", "Import"], chosen: wantsImport ? 1 : 0, isFocused: true)
        body.blank()
        guard wantsImport else {
            return body.text(
                "The server makes its own root certificate, and signs its identity with it. Phones and browsers have to "
                    + "trust this root once.")
        }
        body.text(
            "A third party issued certificates for this server. Keyturn reads them from files, shows them and checks "
                + "them before anything is written.")
        body.blank()
        body.heading("What is needed")
        let bullet = [Span(" \(context.glyphs.bullet) ")]
        body.item(bullet, "the identity certificate, with its private key")
        body.item(bullet, "the certificates of its issuers, up to a root")
        body.blank()
        body.text(
            "One file or several, as PKCS#12, PEM, DER or PKCS#7. Nothing is signed yet? Leave with ^X, and run "
                + "\"keyturn request\": it makes a signing request, and the key stays on this server.", .muted)
    }
}

extension Context {
    /// Goes back to the page whose answer cannot be taken.
    mutating func show(_ refusal: Form.FieldRefusal, on step: WizardStep) {
        ignition.focus[step] = refusal.field
        notice = "\(refusal.refusal.problem); \(refusal.refusal.hint)"
        close(to: { ($0 as? any WizardPage)?.isStep(step) == true })
    }
}
