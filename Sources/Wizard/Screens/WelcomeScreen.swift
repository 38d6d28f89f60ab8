import CertificateModel
import Drawing
import ScreenKit

extension State {
    func describeWelcome(_ body: inout Body) {
        body.text(
            "This server has no certificates yet. A few questions settle who it is; then you see every field of both "
                + "certificates, with its final value, before anything is written.")
        body.blank()
        body.heading("Found on this host")
        if let host {
            body.fact("Clock", "\(host.clock.reading.tableText) UTC", host.clock.isPlausible ? .value : .warning)
            if let warning = host.clock.warning { body.fact("", warning, .warning) }
            for (index, port) in host.interfaces.prefix(4).enumerated() {
                let addresses = port.addresses.map(\.description).joined(separator: ", ")
                let name = index < 2 ? "LAN\(index + 1)" : ""
                body.fact(name, "\(VisibleText.cleaned(port.name)): \(addresses.isEmpty ? "no address" : addresses)")
            }
            if host.interfaces.isEmpty { body.fact("LAN1", "no Ethernet port was found", .warning) }
            if let mac = host.mac { body.fact("MAC", mac.description) }
        } else {
            body.fact("", "looking...")
        }
        body.fact("Store", VisibleText.cleaned(store))
        body.blank()
        body.heading("What will happen")
        body.text("1. You answer: name, addresses, names and naming, authority.", indent: 2)
        body.text("2. You see the 17 rows of the root and of the identity certificate.", indent: 2)
        body.text("3. You confirm, and exactly what you saw is written to the store.", indent: 2)
    }
}
