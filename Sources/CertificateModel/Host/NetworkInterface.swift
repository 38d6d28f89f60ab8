/// A network interface of this host.
public struct NetworkInterface: Hashable, Sendable {
    /// Its name, for example `eth0`.
    public let name: String
    /// Its hardware address, if it is an Ethernet port.
    public let mac: MACAddress?
    /// Its addresses that other machines can use, IPv4 first.
    public let addresses: [IPAddress]

    /// An interface of this name, hardware address and addresses.
    public init(name: String, mac: MACAddress?, addresses: [IPAddress]) {
        self.name = name
        self.mac = mac
        self.addresses = addresses
    }

    /// Its addresses as those of a LAN port: the first IPv4 address, and every IPv6 address.
    public var lanPort: LANPort {
        var port = LANPort()
        for address in addresses {
            switch address {
            case .v4(let address): port.ipv4 = port.ipv4 ?? address
            case .v6(let address): port.ipv6.append(address)
            }
        }
        return port
    }
}
