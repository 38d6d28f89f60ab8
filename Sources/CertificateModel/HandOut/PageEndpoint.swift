/// Where the page for clients is served: an address of this host, and a TCP port.
public struct PageEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// The address.
    public let address: IPAddress
    /// The port, 1 to 65535.
    public let port: UInt16

    /// The port that is offered (IANA: `http-alt`).
    public static let usualPort: UInt16 = 8080

    /// An address and a port.
    public init(_ address: IPAddress, port: UInt16 = usualPort) { (self.address, self.port) = (address, port) }

    /// What `text` writes: `192.168.42.1:8080`, `[2001:db8::1]:8080`, or an address alone; refused where it is not one of
    /// the addresses of this host.
    public init(_ text: some StringProtocol, of addresses: [IPAddress]) throws(Refusal) {
        let hint =
            addresses.isEmpty
            ? "give this server an address first"
            : "use one of \(addresses.prefix(4).map(\.description).joined(separator: ", "))"
        if let address = try? IPAddress(text) {
            self.init(address)
        } else {
            let peer = try PeerAddress(text)
            guard case .ip(let address) = peer.host, peer.zone == nil else {
                throw Refusal("\(VisibleText.quoted(text)) is not an IP address and a port", hint: hint)
            }
            self.init(address, port: peer.port)
        }
        // A page on the loopback is for a tunnel of SSH.
        guard addresses.contains(address) || address.scope == .loopback else {
            throw Refusal("\"\(address)\" is not an address of this server", hint: hint)
        }
    }

    /// `192.168.42.1:8080`, an IPv6 address in brackets.
    public var description: String { PeerAddress(address, port: port).description }

    /// The address of the page (RFC 3986).
    public var url: String { "http://\(self)/" }

    /// For how long a page is served, in seconds.
    public static let seconds: Int64 = 600
}
