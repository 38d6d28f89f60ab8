import CertificateModel
import Drawing
import ScreenKit

extension State {
    func describeAddresses(_ body: inout Body, besideNames: Bool) {
        body.text("The addresses that other machines use.")
        body.blank()
        for field in FieldName.fields(of: .addresses) {
            if field == .lan2IPv4 { body.blank() }
            body.field(field.label, form[field], isFocused: focused == field)
        }
        body.blank()
        body.text("LAN1 needs at least one address; the rest is optional. Several IPv6 addresses: with commas.", .muted)
        if let host, !form.missingNothing(on: host) {
            body.blank()
            body.text("Not an address of this host now: \(form.missing(on: host))", .warning)
        }
        if !besideNames {
            body.blank()
            body.heading("Names of the certificate")
            for name in namesSoFar { body.line(Span(name, .value)) }
        }
    }

    /// The names that the identity will carry, in a frame beside the form.
    func drawNames(on screen: inout Screen, _ area: Rectangle) {
        let frame = Rectangle(
            row: area.row, column: area.column, columns: area.columns - 1, rows: min(area.rows, namesSoFar.count + 2))
        screen.frame(frame, title: "Names of the certificate")
        let room = frame.rows - 2
        for (index, name) in namesSoFar.prefix(room).enumerated() {
            let isCut = index == room - 1 && namesSoFar.count > room
            screen.put(
                isCut ? "and \(namesSoFar.count - index) more" : name, row: frame.row + 1 + index,
                column: frame.column + 1, width: frame.columns - 2, style: .value)
        }
    }

    private var namesSoFar: [String] {
        var name: HostName?
        var names: [String] = []
        if form[.hostName].isEmpty, isNewToReverseDNS {
            names = ["DNS:(reverse DNS is asked next)"]
        } else if case .resolved(let resolved) = resolveHostName() {
            name = resolved.value
        }
        names += form.subjectAlternativeNames(hostName: name).map(\.tableText)
        return names.isEmpty ? ["none yet"] : names
    }

    /// Whether the first address of LAN1 was typed just now, so that nobody knows its name yet.
    private var isNewToReverseDNS: Bool {
        form.readable(.lan1IPv4, .lan1IPv6).addresses.first.map {
            reverseNames[$0] == nil || reverseNames[$0] == .asked
        }
            ?? false
    }
}

extension Form {
    func missing(on host: HostFacts) -> String {
        let missing = host.missing(from: addresses)
        let more = missing.count > 4 ? ["and \(missing.count - 3) more"] : []
        return (missing.prefix(more.isEmpty ? 4 : 3).map(\.description) + more).joined(separator: ", ")
    }

    func missingNothing(on host: HostFacts) -> Bool { host.missing(from: addresses).isEmpty }

    private var addresses: [IPAddress] {
        ((try? lan1()) ?? LANPort()).addresses + ((try? lan2()) ?? LANPort()).addresses
    }
}
