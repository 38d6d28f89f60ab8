import CertificateModel

/// The questions of the wizard, by name.
enum FieldName: Hashable, Sendable {
    case authority, hostName
    case lan1Port, lan1IPv4, lan1IPv6, lan2Port, lan2IPv4, lan2IPv6
    case dnsNames, sipDomains, ipAddresses
    /// The naming as a whole, which opens its parts.
    case wholeNaming
    case naming(Naming.Part)
    case role

    /// The fields of a screen, in the order in which the keyboard goes through them.
    static func fields(of step: WizardStep, _ authority: Form.Authority) -> [FieldName] {
        switch step {
        case .authority: [.authority]
        case .server: [.hostName]
        case .addresses: [.lan1Port, .lan1IPv4, .lan1IPv6, .lan2Port, .lan2IPv4, .lan2IPv6]
        // What a third party has issued is named already.
        case .names:
            [.dnsNames, .sipDomains, .ipAddresses] + (authority == .files ? [] : [.wholeNaming]) + [.role]
        case .naming: Naming.Part.asked(ofRoot: authority == .here).map(FieldName.naming)
        case .welcome, .preview, .files, .set, .checks, .request, .done: []
        }
    }

    var label: String {
        switch self {
        case .role: "Role"
        case .hostName: "Host name"
        case .lan1Port: "LAN1 port"
        case .lan1IPv4: "LAN1 IPv4"
        case .lan1IPv6: "LAN1 IPv6"
        case .lan2Port: "LAN2 port"
        case .lan2IPv4: "LAN2 IPv4"
        case .lan2IPv6: "LAN2 IPv6"
        case .dnsNames: "DNS names"
        case .sipDomains: "SIP domains"
        case .ipAddresses: "IP addresses"
        case .wholeNaming: "Naming"
        case .naming(let part): part.label
        case .authority: "Certificates"
        }
    }

    /// Whether the answer is picked rather than typed.
    var isChoice: Bool { self == .role || self == .authority || opensPage }

    /// Whether the answer is given on a page of its own.
    var opensPage: Bool { isPort || self == .wholeNaming }

    /// Whether the answer is a port of the host.
    var isPort: Bool { self == .lan1Port || self == .lan2Port }
}
