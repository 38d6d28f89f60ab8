import CertificateModel

/// The questions of the wizard, by name.
enum FieldName: Hashable, Sendable {
    case role, hostName
    case lan1Port, lan1IPv4, lan1IPv6, lan2Port, lan2IPv4, lan2IPv6
    case dnsNames, sipDomains, ipAddresses
    case naming(Naming.Part)
    case authority

    /// The fields of a screen, in the order in which the keyboard goes through them.
    static func fields(of step: WizardStep) -> [FieldName] {
        switch step {
        case .server: [.role, .hostName]
        case .addresses: [.lan1Port, .lan1IPv4, .lan1IPv6, .lan2Port, .lan2IPv4, .lan2IPv6]
        case .names: [.dnsNames, .sipDomains, .ipAddresses] + Naming.Part.allCases.map(FieldName.naming)
        case .authority: [.authority]
        case .welcome, .preview, .files, .set, .checks, .done: []
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
        case .naming(let part): part.label
        case .authority: "Certificates"
        }
    }

    /// Whether the answer is picked rather than typed.
    var isChoice: Bool { self == .role || self == .authority || isPort }

    /// Whether the answer is a port of the host.
    var isPort: Bool { self == .lan1Port || self == .lan2Port }
}
