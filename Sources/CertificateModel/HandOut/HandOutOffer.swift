/// What there is to hand out the root with, as it was found a moment ago.
public struct HandOutOffer: Hashable, Sendable {
    /// The root.
    public let root: PublicRoot
    /// The server's name.
    public let hostName: String
    /// The addresses of this host, those of its ports first.
    public let addresses: [IPAddress]
    /// The removable media that are mounted.
    public let media: [Place]
    /// The folder of the deploy hooks, which need not exist.
    public let hooks: String

    /// An offer of these parts.
    public init(root: PublicRoot, hostName: String, addresses: [IPAddress], media: [Place], hooks: String) {
        (self.root, self.hostName) = (root, hostName)
        (self.addresses, self.media, self.hooks) = (addresses, media, hooks)
    }
}

extension HostFacts {
    /// The addresses at which clients reach this host, as they are offered: port by port, in the order of the ports.
    public var reachableAddresses: [IPAddress] {
        let all = ports + interfaces
        return all.flatMap(\.addresses).reduce(into: []) { unique, address in
            if !unique.contains(address) { unique.append(address) }
        }
    }
}
