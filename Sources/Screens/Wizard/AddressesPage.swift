import CertificateModel
import ScreenKit

/// The addresses of the server.
struct AddressesPage: FormPage {
    static let step = WizardStep.addresses
    let title = "Addresses"

    mutating func openNext(_ context: inout Context) {
        context.perform(context.ignition.askForNames())
        context.open(NamesPage())
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "Clients that connect by address need that address in the certificate. LAN1 comes first, IPv4 before IPv6. The addresses that this host has now are filled in.",
            "While a LAN has the addresses of its port as they are, the certificate follows the port: when the port gets another address, the certificate is renewed with it. Addresses that you type stay as they are. \(key: " ") on a port shows all ports.",
        ]
    }

    func sideColumns(_ columns: Int) -> Int { columns >= 76 ? min(columns - 44, max(34, columns * 2 / 5)) : 0 }

    func describe(_ body: inout Body, _ context: Context) {
        body.text("Other machines reach this server at these addresses.")
        body.blank()
        for field in fields(context) {
            if field == .lan2Port { body.blank() }
            if field.isPort { describe(field, &body, context) } else { body.field(field, of: self, context) }
        }
        body.blank()
        body.text(
            "LAN1 needs at least one address; the others are optional. Put commas between IPv6 addresses.", .muted)
        let missing = missing(context)
        if !missing.isEmpty {
            body.blank()
            body.text("Not an address of this host now: \(missing)", .warning)
        }
        guard sideColumns(context.size.columns) == 0 else { return }
        body.blank()
        body.heading("Names of the certificate")
        for name in names(context) { body.line(Span(name, .value)) }
    }

    /// The port that a LAN is, or that its addresses are typed.
    private func describe(_ field: FieldName, _ body: inout Body, _ context: Context) {
        let form = context.ignition.form
        let lan = field == .lan1Port ? Form.LANFields.lan1 : .lan2
        let port = form.port(of: lan).flatMap { chosen in
            context.ignition.host?.interfaces.first { $0.name == chosen.name } ?? chosen
        }
        let isUsed = !(form[lan.ipv4].isEmpty && form[lan.ipv6].isEmpty)
        body.picked(
            field.label,
            port.map { "\(VisibleText.cleaned($0.name)), \($0.summary)" } ?? (isUsed ? "none: typed" : "none"),
            isFocused: focused(context) == field)
    }

    /// The names that the identity will carry, in a frame beside the form.
    func drawSide(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let names = names(context)
        let frame = Rectangle(
            row: area.row, column: area.column, columns: area.columns - 1, rows: min(area.rows, names.count + 2))
        screen.frame(frame, title: "Names of the certificate")
        let room = frame.rows - 2
        for (index, name) in names.prefix(room).enumerated() {
            let isCut = index == room - 1 && names.count > room
            screen.put(
                isCut ? "and \(names.count - index) more" : name, row: frame.row + 1 + index,
                column: frame.column + 1, width: frame.columns - 2, style: .value)
        }
    }

    private func names(_ context: Context) -> [String] {
        let ignition = context.ignition
        var name: HostName?
        var names: [String] = []
        if ignition.form[.hostName].isEmpty, isNewToReverseDNS(ignition) {
            names = ["DNS:(reverse DNS is asked next)"]
        } else if case .resolved(let resolved) = ignition.resolveHostName() {
            name = resolved.value
        }
        names += ignition.form.subjectAlternativeNames(hostName: name).map(\.tableText)
        return names.isEmpty ? ["none yet"] : names
    }

    /// Whether reverse DNS has not answered yet for the first address of LAN1.
    private func isNewToReverseDNS(_ ignition: IgnitionDraft) -> Bool {
        ignition.form.readable(.lan1IPv4, .lan1IPv6).addresses.first.map {
            ignition.reverseNames[$0] == nil || ignition.reverseNames[$0] == .asked
        } ?? false
    }

    /// The addresses that this host does not have, the first few of them.
    private func missing(_ context: Context) -> String {
        let (form, host) = (context.ignition.form, context.ignition.host)
        let ports = [try? form.lan1(), try? form.lan2()]
        let missing = host?.missing(from: ports.flatMap { $0?.addresses ?? [] }) ?? []
        let more = missing.count > 4 ? ["and \(missing.count - 3) more"] : []
        return (missing.prefix(more.isEmpty ? 4 : 3).map(\.description) + more).joined(separator: ", ")
    }
}
