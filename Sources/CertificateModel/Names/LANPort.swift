/// The addresses of one LAN port, in the order in which the certificate names them.
public struct LANPort: Hashable, Sendable {
    /// Its IPv4 address, if it has one.
    public var ipv4: IPv4Address?
    /// Its IPv6 addresses.
    public var ipv6: [IPv6Address]

    /// A port with these addresses.
    public init(ipv4: IPv4Address? = nil, ipv6: [IPv6Address] = []) {
        self.ipv4 = ipv4
        self.ipv6 = ipv6
    }

    /// The first IPv4 address of some, and each of their IPv6 addresses once.
    public init(_ addresses: [IPAddress]) {
        self.init()
        for address in addresses {
            switch address {
            case .v4(let address): ipv4 = ipv4 ?? address
            case .v6(let address): if !ipv6.contains(address) { ipv6.append(address) }
            }
        }
    }

    /// IPv4, then IPv6.
    public var addresses: [IPAddress] { (ipv4.map { [.v4($0)] } ?? []) + ipv6.map { .v6($0) } }

    /// Whether the port has no address at all.
    public var isEmpty: Bool { addresses.isEmpty }

    /// The IPv4 address that `text` writes, refused where no other machine could use it.
    public static func ipv4(
        _ text: some StringProtocol, accepting accepted: AcceptedValues = .none
    ) throws(Refusal) -> IPv4Address {
        let address = try IPv4Address(text)
        if !accepted.contains(.v4(address)) { try check(.v4(address), quoted: VisibleText.quoted(text.trimmed)) }
        return address
    }

    /// The IPv6 address that `text` writes, refused where no other machine could use it.
    public static func ipv6(
        _ text: some StringProtocol, accepting accepted: AcceptedValues = .none
    ) throws(Refusal) -> IPv6Address {
        let address = try IPv6Address(text)
        if !accepted.contains(.v6(address)) { try check(.v6(address), quoted: VisibleText.quoted(text.trimmed)) }
        return address
    }

    /// The refusal of a server without a LAN1 address.
    public static let lan1Missing = Refusal(
        "\"LAN1\" has no address, and phones and browsers could not reach this server",
        hint: "give LAN1 an IPv4 or an IPv6 address, or a port that has one")

    private static func check(_ address: IPAddress, quoted: String) throws(Refusal) {
        let reason: String
        switch address.scope {
        case .usable: return
        case .loopback: reason = "a loopback address, which only this host itself can reach"
        case .unspecified: reason = "an unspecified address, which stands for no host"
        case .multicast: reason = "a multicast address, which stands for a group of hosts"
        case .linkLocal: reason = "a link-local address, which means something else on every link"
        case .reserved: reason = "a reserved or broadcast address, which no host can have"
        case .mapped:
            throw Refusal(
                "\(quoted) is an IPv4 address in IPv6 form",
                hint: "type it as an IPv4 address")
        }
        throw Refusal("\(quoted) is \(reason)", hint: "type the address that other machines use for this port")
    }
}
