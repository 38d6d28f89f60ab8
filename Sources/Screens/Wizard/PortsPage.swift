import CertificateModel
import ScreenKit

/// The ports of this host, to choose one for a LAN.
struct PortsPage: Moving {
    private let field: FieldName
    private var selected = 0

    /// The ports for a field, with the one that it has selected.
    init(for field: FieldName, _ context: Context) {
        self.field = field
        let name = context.ignition.form.port(of: lan)?.name
        selected = ports(context).firstIndex { $0.name == name } ?? ports(context).count
    }

    var title: String { "Port of \(isFirst ? "LAN1" : "LAN2")" }

    private var isFirst: Bool { field == .lan1Port }
    private var lan: Form.LANFields { isFirst ? .lan1 : .lan2 }

    /// Those that can be chosen, in the order of the rule.
    private func ports(_ context: Context) -> [NetworkInterface] { context.ignition.host?.ports ?? [] }

    /// The port under the cursor; nil on the last row, which stands for no port.
    private func port(_ context: Context) -> NetworkInterface? {
        let ports = ports(context)
        return ports.indices.contains(selected) ? ports[selected] : nil
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [.init(.enter, "Take", unless: absence(context)) { $0.take(&$1) }] + Self.rows("Move") + Self.always
    }

    private func absence(_ context: Context) -> String? {
        port(context)?.addresses.isEmpty == true ? "This port has no address that other machines can use." : nil
    }

    private func take(_ context: inout Context) {
        let port = port(context)
        let other: Form.LANFields = isFirst ? .lan2 : .lan1
        // One port cannot be both: the ports change places.
        if let port, context.ignition.form.port(of: other)?.name == port.name {
            context.ignition.form.choose(context.ignition.form.port(of: lan), for: other)
        }
        // Addresses that are typed already stay.
        if port != nil || context.ignition.form.port(of: lan) != nil { context.ignition.form.choose(port, for: lan) }
        context.ignition.focus[.addresses] = port == nil ? lan.ipv4 : field
        context.close()
    }

    mutating func move(by distance: Int, _ context: inout Context) {
        selected = moved(selected, by: distance, limit: ports(context).count)
    }

    func pageHeight(_ context: Context) -> Int { areaHeight(context) - 4 }

    func help(_ context: Context) -> [HelpText] {
        [
            "A LAN that is a port has the addresses of that port, also later: when the port gets another address, the certificate is renewed with it. Addresses that are typed stay as they are.",
            "The choice of the rule is marked: the port of the default route for LAN1, and the next port with an address for LAN2. Ports of containers and virtual machines are not in the list.",
        ]
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let ports = ports(context)
        let isWide = area.columns >= 72
        let taken = (isFirst ? context.ignition.host?.lan1Port : context.ignition.host?.lan2Port)?.name
        let columns: [Table.Column] =
            [.init("Port", width: 17)]
            + (isWide ? [.init("Kind", width: 16), .init("Cable", width: 5), .init("Route", width: 7)] : [])
            + [.init("Addresses")]
        let rows = ports.map { row(of: $0, isTaken: $0.name == taken, isWide: isWide, context.glyphs) }
        let none = isFirst ? "none: type the addresses" : "none: type the addresses, or leave LAN2 empty"
        let layout = Table(
            columns: columns, rows: rows + [[[Span("  -")]] + (isWide ? [[], [], []] : []) + [[Span(none, .muted)]]]
        )
        .layout(columns: area.columns - 3, in: context.glyphs.charset)
        layout.drawHeader(on: &screen, row: area.row, column: 1)
        let viewport = Viewport(
            contentHeight: layout.height, windowHeight: area.rows - 4, focus: layout.lines(ofRow: selected),
            glyphs: screen.glyphs)
        layout.draw(viewport, on: &screen, row: area.row + 1, column: 1, selected: selected)
        screen.scrollBar(viewport, row: area.row + 1, column: area.columns - 1)
        var about: [[Span]] = []
        if let port = port(context) {
            let choice = port.name == taken ? ", the choice of the rule" : ""
            about = [
                [Span(" "), Span(port.summary + choice, .muted)], [Span(" "), Span(port.addressText, .value)],
            ]
        }
        screen.letWait(area.endRow - 2..<area.endRow)
        screen.put(rows: about, at: area.endRow - 2, width: area.columns)
    }

    private func row(of port: NetworkInterface, isTaken: Bool, isWide: Bool, _ glyphs: Glyphs) -> [[Span]] {
        let style: Style = port.addresses.isEmpty ? .muted : .value
        let name = [
            Span(isTaken ? "\(glyphs.chosen) " : "  ", .success), Span(VisibleText.cleaned(port.name), style),
        ]
        let facts = [
            [Span(port.kind.word)], [Span(port.hasCarrier ? "yes" : "no")],
            [Span(port.hasDefaultRoute ? "default" : "")],
        ]
        return [name] + (isWide ? facts : []) + [[Span(port.addressText, style)]]
    }
}
