import CertificateModel
import ScreenKit

/// The last questions: further names of the server, what the certificates call its organisation, and its role.
struct NamesPage: FormPage {
    static let step = WizardStep.names
    let title = "Names and naming"
    /// Whether the next page is to open as soon as reverse DNS has answered.
    private var isWaitingForNames = false

    var waiting: String? {
        isWaitingForNames ? "Asking reverse DNS for the host name (2 seconds at most)..." : nil
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        if case .reverseName = event, isWaitingForNames { openNext(&context) }
    }

    /// Goes on once the host name is known: to what the change makes, or to the certificates or the request.
    mutating func openNext(_ context: inout Context) {
        isWaitingForNames = false
        // An earlier page may be refused since the host has changed.
        for step in [WizardStep.server, .addresses] {
            if let refusal = context.ignition.refusal(on: step) { return context.show(refusal, on: step) }
        }
        guard context.ignition.changes == nil else { return context.open(ChangePage(context.ignition)) }
        isWaitingForNames = context.ignition.resolveHostName() == .waiting
        guard let server = context.answeredServer() else { return }
        switch context.ignition.form.authority {
        case .here:
            do throws(Form.FieldRefusal) { context.open(try PreviewPage(of: server, context)) } catch {
                context.show(error, on: .server)
            }
        case .files: context.open(FilesPage())
        case .request: context.open(RequestPage(for: server))
        }
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Add every other name that clients use to reach this server, and the SIP domains of phones. \"sip:example.com\" adds a URI name as well.",
            "The naming is what the certificates call your organisation. \(key: " ") opens its parts. Their defaults are those of the specification.",
            "The role is a record of what the server is for. The certificates are the same for both. \(key: " ") changes it.",
        ]
    }

    func describe(_ body: inout Body, _ context: Context) {
        let form = context.ignition.form
        let names = form.authority == .files ? "Further names to be covered" : "Names to add to the identity"
        body.heading("\(names) (optional; with commas between them)")
        for field in [FieldName.dnsNames, .sipDomains, .ipAddresses] { body.field(field, of: self, context) }
        if focused(context) == .sipDomains {
            body.text("\"sip:example.com\" adds the URI name as well as the DNS name.", .muted)
        }
        body.blank()
        if form.authority != .files {
            body.heading(
                form.authority == .here ? "What the root is called" : "What the request calls the organisation")
            body.picked(
                FieldName.wholeNaming.label, VisibleText.cleaned(context.ignition.namingText),
                isFocused: focused(context) == .wholeNaming)
            describeChange(&body, context)
            body.blank()
        }
        body.heading("What the server is for: a record, the certificates are the same")
        body.choice(
            FieldName.role.label, ["Primary", "Application"], chosen: form.role == .primary ? 0 : 1,
            isFocused: focused(context) == .role)
    }
}

extension FormPage {
    /// What follows from another naming, where there is a root already.
    func describeChange(_ body: inout Body, _ context: Context) {
        guard context.ignition.changesNaming else { return }
        body.text(Naming.changeRemark, .warning)
    }
}
