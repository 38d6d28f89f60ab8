/// The server's host name, and which of the three rules gave it.
public struct ResolvedHostName: Hashable, Sendable {
    /// The three rules, in their order; reverse DNS is asked for LAN1, then LAN2.
    public enum Source: String, Hashable, Sendable {
        /// The operator entered it.
        case entered
        /// Reverse DNS gives it for the LAN1 address.
        case lan1DNS = "lan1-dns"
        /// Reverse DNS gives it for the LAN2 address.
        case lan2DNS = "lan2-dns"
        /// It is the hardware address of the first Ethernet port.
        case mac

        /// Where the name came from, to end a sentence with.
        public var explanation: String {
            switch self {
            case .entered: "as entered"
            case .lan1DNS: "from reverse DNS of LAN1"
            case .lan2DNS: "from reverse DNS of LAN2"
            case .mac: "from the MAC address of the first Ethernet port"
            }
        }
    }

    /// The name.
    public let value: HostName
    /// The rule that gave it.
    public let source: Source

    /// A name and its source.
    public init(_ value: HostName, from source: Source) {
        self.value = value
        self.source = source
    }

    /// The name by the first rule that gives one; refused where none does.
    public init(entered: HostName?, lan1: HostName?, lan2: HostName?, mac: MACAddress?) throws(Refusal) {
        if let entered {
            self.init(entered, from: .entered)
        } else if let lan1 {
            self.init(lan1, from: .lan1DNS)
        } else if let lan2 {
            self.init(lan2, from: .lan2DNS)
        } else if let mac {
            self.init(mac.hostName, from: .mac)
        } else {
            throw Refusal(
                "\"host name\" is not given, reverse DNS knows none, and this host has no Ethernet port",
                hint: "enter a host name")
        }
    }
}
