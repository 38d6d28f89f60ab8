/// A network interface of this host, as the kernel has it (rtnetlink(7)).
public struct NetworkInterface: Hashable, Sendable {
    /// What an interface is, as far as the choice of LAN ports cares.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A network card with a cable.
        case hardware
        /// A wireless network card.
        case wifi = "wi-fi"
        /// Several ports that act as one: a bond, or a team.
        case bond
        /// A switch in the kernel.
        case bridge
        /// A virtual LAN on another interface (IEEE 802.1Q).
        case vlan
        /// A tunnel, such as those of WireGuard and OpenVPN.
        case tunnel
        /// One end of a virtual cable: the usual port of a container.
        case veth
        /// Everything else, such as dummies and macvlans.
        case other

        /// The word for it in lists.
        public var word: String {
            switch self {
            case .hardware: "Ethernet"
            case .wifi: "Wi-Fi"
            case .bond: "bond"
            case .bridge: "bridge"
            case .vlan: "VLAN"
            case .tunnel: "tunnel"
            case .veth: "virtual Ethernet"
            case .other: "virtual"
            }
        }
    }

    /// Its name, for example `eth0`.
    public let name: String
    /// The kernel's number of it, from 1.
    public let index: Int
    /// What it is.
    public let kind: Kind
    /// Its present hardware address, if it has one of six octets.
    public let mac: MACAddress?
    /// The hardware address that its card was made with, where the kernel tells.
    public let permanentMAC: MACAddress?
    /// The index of the bridge or bond that it is a member of.
    public let master: Int?
    /// The index of the interface that it is on: a VLAN's.
    public let lower: Int?
    /// Whether a cable is plugged in, or its likeness.
    public let hasCarrier: Bool
    /// Whether the default route of the host goes out here.
    public let hasDefaultRoute: Bool
    /// Its addresses that other machines can use and that stay, IPv4 first.
    public let addresses: [IPAddress]
    /// Its addresses that no certificate should name, because they come and go or are not in use: temporary, deprecated
    /// and tentative ones.
    public let transientAddresses: [IPAddress]
    /// The prefix lengths of its addresses, in bits.
    public let prefixLengths: [IPAddress: Int]

    /// An interface of these parts. By default it is a network card that is plugged in.
    public init(
        name: String, index: Int = 0, kind: Kind = .hardware, mac: MACAddress?, permanentMAC: MACAddress? = nil,
        master: Int? = nil, lower: Int? = nil, hasCarrier: Bool = true, hasDefaultRoute: Bool = false,
        addresses: [IPAddress], transientAddresses: [IPAddress] = [], prefixLengths: [IPAddress: Int] = [:]
    ) {
        self.name = name
        self.index = index
        self.kind = kind
        self.mac = mac
        self.permanentMAC = permanentMAC
        self.master = master
        self.lower = lower
        self.hasCarrier = hasCarrier
        self.hasDefaultRoute = hasDefaultRoute
        self.addresses = addresses
        self.transientAddresses = transientAddresses
        self.prefixLengths = prefixLengths
    }

    /// Its addresses as those of a LAN port: the first IPv4 address, and every IPv6 address.
    public var lanPort: LANPort { LANPort(addresses) }

    /// A short description: its kind, whether its cable is missing, and whether it has the default route.
    public var summary: String {
        ([kind.word] + (hasCarrier ? [] : ["no cable"]) + (hasDefaultRoute ? ["default route"] : []))
            .joined(separator: ", ")
    }

    /// Its addresses in words.
    public var addressText: String {
        addresses.isEmpty ? "no address" : addresses.map(\.description).joined(separator: ", ")
    }
}
