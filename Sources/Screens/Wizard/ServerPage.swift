import CertificateModel
import ScreenKit

/// What the server is called.
struct ServerPage: FormPage {
    static let step = WizardStep.server
    let title = "Server"

    func openNext(_ context: inout Context) { context.open(AddressesPage()) }

    func bindings(_ context: Context) -> [Binding<Self>] {
        guard focused(context) == .hostName, let name = offered(context) else { return formBindings(context) }
        return formBindings(context) + [
            .init(.control("t"), "Take \(name.firstLabel)") { _, context in
                context.ignition.form[.hostName] = TextField(name.text)
            }
        ]
    }

    /// The machine's own name, which is taken only where the operator says so.
    private func offered(_ context: Context) -> HostName? {
        guard let name = context.ignition.host?.name, (try? context.ignition.form.hostName()) != .some(name) else {
            return nil
        }
        return name
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Phones and browsers use the host name to reach this server. It goes into both certificates. If it is wrong, clients refuse the server: use the name that DNS has.",
            "One label or a full name, such as ipo1.example.com. If the field is empty, the name comes from reverse DNS for LAN1, else for LAN2, else from the MAC address of the first port.",
            "If the name is too long for the root's common name, only its first label is used there. The identity's DNS name is always the whole name.",
            "\(key: .control("t")) takes the name that this machine has now.",
        ]
    }

    func describe(_ body: inout Body, _ context: Context) {
        let form = context.ignition.form
        // Where there is little room, the help says the rest.
        let isRoomy = context.size.rows >= 20
        body.text("What do phones and browsers call this server?")
        if isRoomy { body.blank() }
        body.field(.hostName, of: self, context)
        body.blank()
        switch context.ignition.resolveHostName() {
        case .resolved where context.ignition.refusal(on: Self.step) != nil:
            body.fact("Name used", "none: this one is too long", .warning)
        case .resolved(let name) where name.source == .entered: body.fact("Name used", name.source.explanation)
        case .resolved(let name): body.fact("Name used", "\(name.value), \(name.source.explanation)")
        case .waiting: body.fact("Name used", "asking reverse DNS...")
        case .refused where form[.hostName].isEmpty: body.fact("Name used", "none yet: enter one", .warning)
        case .refused: body.fact("Name used", "none: this is not a host name", .warning)
        }
        if let name = offered(context) {
            body.fact("Machine", "this machine is called \(name)")
        }
        guard isRoomy else { return }
        body.blank()
        body.text(
            "One label or a full name, such as ipo1.example.com. If this is empty, the name comes from reverse DNS for "
                + "LAN1, else for LAN2, else from the MAC address of the first port.", .muted)
    }
}
