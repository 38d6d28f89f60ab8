/// An IP address of either version.
public enum IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// Four octets.
    case v4(IPv4Address)
    /// Sixteen octets.
    case v6(IPv6Address)

    /// The address that `text` writes; which version it is shows in the text.
    public init(_ text: some StringProtocol) throws(Refusal) {
        let typed = text.trimmed
        if typed.contains(":") || typed.contains("%") {
            self = .v6(try IPv6Address(typed))
        } else if typed.contains(where: \.isNumber), typed.contains(".") {
            self = .v4(try IPv4Address(typed))
        } else {
            throw Refusal(
                "\(VisibleText.quoted(typed)) is not an IP address",
                hint: "type an address such as 192.168.42.1 or 2001:db8::1")
        }
    }

    /// The address of four or sixteen octets, as a certificate holds it (RFC 5280 section 4.2.1.6), or nil.
    public init?(octets: some Collection<UInt8>) {
        if let address = IPv4Address(octets: octets) {
            self = .v4(address)
        } else if let address = IPv6Address(octets: octets) {
            self = .v6(address)
        } else {
            return nil
        }
    }

    /// The octets in network order: four or sixteen.
    public var octets: [UInt8] {
        switch self {
        case .v4(let address): address.octets
        case .v6(let address): address.octets
        }
    }

    /// Whether it is of version 4.
    public var isIPv4: Bool { if case .v4 = self { true } else { false } }

    /// The canonical text.
    public var description: String {
        switch self {
        case .v4(let address): address.description
        case .v6(let address): address.description
        }
    }

    /// What keeps other machines from reaching this address, if anything does.
    public var scope: Scope {
        switch self {
        case .v4(let address): Self.scope(ofIPv4: address.octets)
        case .v6(let address):
            address.mappedIPv4 != nil ? .mapped : Self.scope(ofIPv6: address.octets)
        }
    }

    /// Which kind of address it is, as far as a LAN port cares (RFC 6890).
    public enum Scope: Sendable {
        /// An address that other machines can use.
        case usable
        /// `127.0.0.0/8`, `::1`.
        case loopback
        /// `0.0.0.0/8`, `::`.
        case unspecified
        /// `224.0.0.0/4`, `ff00::/8`.
        case multicast
        /// `169.254.0.0/16`, `fe80::/10`.
        case linkLocal
        /// `240.0.0.0/4`, which holds the limited broadcast address.
        case reserved
        /// An IPv4 address in IPv6 form.
        case mapped
    }

    private static func scope(ofIPv4 octets: [UInt8]) -> Scope {
        switch (octets[0], octets[1]) {
        case (0, _): .unspecified
        case (127, _): .loopback
        case (169, 254): .linkLocal
        case (224...239, _): .multicast
        case (240...255, _): .reserved
        default: .usable
        }
    }

    private static func scope(ofIPv6 octets: [UInt8]) -> Scope {
        if octets.dropLast().allSatisfy({ $0 == 0 }) {
            if octets[15] == 0 { return .unspecified }
            if octets[15] == 1 { return .loopback }
        }
        if octets[0] == 0xff { return .multicast }
        if octets[0] == 0xfe, octets[1] & 0xc0 == 0x80 { return .linkLocal }
        return .usable
    }
}
