import CertificateModel
import ScreenKit

/// Further names of the server, and what the certificates call its organisation.
struct NamesPage: FormPage {
    static let step = WizardStep.names
    let title = "Names and naming"

    func openNext(_ context: inout Context) {
        guard context.ignition.changes != nil else { return context.open(AuthorityPage()) }
        // An earlier page may be refused since the host has changed.
        for step in [WizardStep.server, .addresses] {
            if let refusal = context.ignition.refusal(on: step) { return context.show(refusal, on: step) }
        }
        context.open(ChangePage(context.ignition))
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Add every other name that clients use to reach this server, and the SIP domains of phones. \"sip:example.com\" adds a URI name as well.",
            "The other fields are the parts of the distinguished names. Their defaults are those of the specification.",
        ]
    }

    func describe(_ body: inout Body, _ context: Context) {
        body.heading("Names to add to the identity (optional; with commas between them)")
        for field in Self.fields {
            if field == .naming(.email) {
                body.blank()
                body.heading("What the certificates call the organisation")
            }
            body.field(field, of: self, context)
        }
        if context.ignition.changesNaming {
            body.text(
                "The root is called by these names: a change makes a new root with a new key. Every phone and browser refuses "
                    + "this server until it has the new root.", .warning)
        }
        if focused(context) == .sipDomains {
            body.text("\"sip:example.com\" adds the URI name as well as the DNS name.", .muted)
        }
    }
}
