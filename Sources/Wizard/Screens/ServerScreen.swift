import CertificateModel
import Drawing
import ScreenKit

extension State {
    func describeServer(_ body: inout Body) {
        body.text("What is this server for, and what do phones and browsers call it?")
        body.blank()
        body.choice(
            FieldName.role.label, ["Primary", "Application"], chosen: form.role == .primary ? 0 : 1,
            isFocused: focused == .role)
        body.field(
            FieldName.hostName.label, form[.hostName], isFocused: focused == .hostName)
        body.blank()
        switch resolveHostName() {
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
