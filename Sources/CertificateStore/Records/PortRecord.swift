public import CertificateModel

/// A port of the host whose addresses a certificate has, in a record of the store.
public struct PortRecord: Codable, Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its hardware address: six pairs of hexadecimal digits with colons between them.
    public var mac: String?
    /// Its kind, by the raw value of `NetworkInterface.Kind`.
    public var kind: String
    /// Which LAN was given as this port: 1 or 2; nil where addresses were given.
    public var lan: Int?
    /// The addresses that it had.
    public var addresses: [String]
    /// The addresses of the certificate that follow it. The others were given.
    public var followed: [String]

    /// What a record says of a port.
    public init(_ port: FollowedPort) {
        name = port.name
        mac = port.mac?.description
        kind = port.kind.rawValue
        lan = port.lan
        addresses = port.addresses.map(\.description)
        followed = port.followed.map(\.description)
    }

    /// The port that it is about. What cannot be read of it is left out: a certificate without followed addresses is as
    /// good as before.
    var port: FollowedPort {
        let octets = mac?.split(separator: ":").compactMap { UInt8($0, radix: 16) }
        return FollowedPort(
            name: name, mac: octets.flatMap { MACAddress(octets: $0) },
            kind: NetworkInterface.Kind(rawValue: kind) ?? .other, lan: lan.flatMap { (1...2).contains($0) ? $0 : nil },
            addresses: addresses.compactMap { try? IPAddress($0) },
            followed: followed.compactMap { try? IPAddress($0) })
    }
}
