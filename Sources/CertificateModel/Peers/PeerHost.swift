/// Where a server is: by name or by address.
public enum PeerHost: Hashable, Sendable, CustomStringConvertible {
    /// A name that the resolver finds addresses for; `localhost` is one.
    case name(HostName)
    /// An address.
    case ip(IPAddress)

    /// The name or the address, without brackets.
    public var description: String {
        switch self {
        case .name(let name): name.text
        case .ip(let address): address.description
        }
    }
}
