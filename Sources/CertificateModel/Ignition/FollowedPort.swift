/// A port of the host whose addresses a certificate has, and which of them follow it: a later certificate has the port's
/// addresses of that time in their place.
///
/// Every other address of a server was given by an operator, and stays until somebody takes it out.
public struct FollowedPort: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its hardware address, by which it is known where it was renamed.
    public var mac: MACAddress?
    /// What it is: a VLAN, its bridge and its port can have one hardware address.
    public var kind: NetworkInterface.Kind
    /// Which LAN was given as this port, 1 or 2: every address that comes to the port joins. Nil where addresses were given.
    public var lan: Int?
    /// The addresses that it had when the certificate was issued.
    public var addresses: [IPAddress]
    /// The addresses of the certificate that follow it.
    public var followed: [IPAddress]

    /// A port of these parts.
    public init(
        name: String, mac: MACAddress?, kind: NetworkInterface.Kind, lan: Int? = nil, addresses: [IPAddress],
        followed: [IPAddress]
    ) {
        self.name = name
        self.mac = mac
        self.kind = kind
        self.lan = lan
        self.addresses = addresses
        self.followed = followed
    }

    /// An interface as it is now.
    init(_ interface: NetworkInterface, lan: Int? = nil, followed: [IPAddress]) {
        self.init(
            name: interface.name, mac: interface.mac, kind: interface.kind, lan: lan, addresses: interface.addresses,
            followed: followed)
    }

    /// The same port on a host: of its name and hardware address, else renamed, else with another hardware address; nil
    /// where there is none.
    public func found(on facts: HostFacts) -> NetworkInterface? {
        // Earlier versions did not record the port.
        guard !name.isEmpty else { return followed.lazy.compactMap(facts.interface).first }
        let named = facts.interfaces.first { $0.name == name }
        guard let mac, named?.mac != mac else { return named }
        let renamed = facts.interfaces.filter { $0.mac == mac && $0.kind == kind }
        return renamed.count == 1 ? renamed[0] : named
    }
}
