/// Where a name of an identity comes from: what a later certificate does with it.
public enum NameOrigin: Hashable, Sendable {
    /// An operator gave it: it stays until somebody takes it out.
    case given
    /// It follows this port of the host.
    case port(String)
    /// It follows what reverse DNS gives for this LAN, 1 or 2.
    case reverseDNS(lan: Int)
    /// It is made of a hardware address, and stays.
    case mac

    /// The word for programs: `given` or `followed`.
    public var kind: String {
        switch self {
        case .given, .mac: "given"
        case .port, .reverseDNS: "followed"
        }
    }

    /// What it follows; nil where it was given.
    public var followed: String? {
        switch self {
        case .given, .mac: nil
        case .port(let name): name.isEmpty ? "its port" : VisibleText.cleaned(name)
        case .reverseDNS(let lan): "reverse DNS of LAN\(lan)"
        }
    }
}

extension ServerIdentity {
    /// Where a name of the identity comes from.
    public func origin(of name: GeneralName) -> NameOrigin {
        switch name {
        case .dns(hostName.value.text):
            switch hostName.source {
            case .entered: return .given
            case .lan1DNS: return .reverseDNS(lan: 1)
            case .lan2DNS: return .reverseDNS(lan: 2)
            case .mac: return .mac
            }
        case .ip(let address):
            return followedPorts.first { $0.followed.contains(address) }.map { .port($0.name) } ?? .given
        default: return .given
        }
    }
}
