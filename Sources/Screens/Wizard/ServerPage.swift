import CertificateModel
import ScreenKit

/// What the server is for, and what it is called.
struct ServerPage: FormPage {
    static let step = WizardStep.server
    let title = "Server"

    func openNext(_ context: inout Context) { context.open(AddressesPage()) }

    func help(_ context: Context) -> [HelpText] {
        [
            "The host name is what phones and browsers are given to reach this server. It goes into both certificates. If it is wrong, clients refuse the server, so use the name that DNS knows.",
            "A name that is too long for the root's common name is shortened to its first label there; the whole name always stands in the identity's DNS name.",
        ]
    }

    func describe(_ body: inout Body, _ context: Context) {
        let form = context.ignition.form
        body.text("What is this server for, and what do phones and browsers call it?")
        body.blank()
        body.choice(
            FieldName.role.label, ["Primary", "Application"], chosen: form.role == .primary ? 0 : 1,
            isFocused: focused(context) == .role)
        body.field(.hostName, of: self, context)
        body.blank()
        switch context.ignition.resolveHostName() {
        case .resolved(let name) where name.source == .entered: body.fact("Name used", name.source.explanation)
        case .resolved(let name): body.fact("Name used", "\(name.value), \(name.source.explanation)")
        case .waiting: body.fact("Name used", "asking reverse DNS...")
        case .refused where form[.hostName].isEmpty: body.fact("Name used", "none yet: enter one", .warning)
        case .refused: body.fact("Name used", "none: what is entered is no host name", .warning)
        }
        body.blank()
        body.text(
            "One label or a full name, such as ipo1.example.com. If it is left empty, the name is what reverse DNS "
                + "gives for LAN1, then for LAN2, and then the MAC address of the first port.", .muted)
    }
}
