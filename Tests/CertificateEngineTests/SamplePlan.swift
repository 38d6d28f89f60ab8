import CertificateModel
import Testing

/// Plans that between them use everything a plan can hold.
enum SamplePlan: String, CaseIterable, CustomTestStringConvertible {
    case plain = "an FQDN and one address"
    case macName = "the MAC address for a host name"
    case longName = "an FQDN that does not fit a common name"
    case utf8Naming = "an organisation beyond ASCII"
    case ipv6Only = "IPv6 alone"
    case everything = "SIP URIs, extra names and both ports"
    case wrongClock = "a clock that is plainly wrong"

    var testDescription: String { rawValue }

    /// A moment at which the certificates of the plan are valid.
    static let now = SoftwareRelease.date.adding(seconds: 3600)

    func plan(_ profile: Profile, at reading: Timestamp = now) throws -> Plan {
        var server = ServerIdentity(
            hostName: ResolvedHostName(try HostName("ipo1.example.com"), from: .entered),
            lan1: LANPort(ipv4: try IPv4Address("192.168.42.1")))
        var clock = IgnitionClock(reading: reading)
        switch self {
        case .plain: break
        case .macName:
            let mac = MACAddress(octets: [0, 0xe0, 7, 5, 0x73, 7])
            server.hostName = try ResolvedHostName(entered: nil, lan1: nil, lan2: nil, mac: mac)
        case .longName:
            let long = "ipo1.\(String(repeating: "department.", count: 18))example.com"
            server.hostName = ResolvedHostName(try HostName(long), from: .lan2DNS)
        case .utf8Naming:
            try server.naming.set(.organization, to: "Łódź, \"Größe\" + <Söhne>; 株式会社 🔑")
            try server.naming.set(.locality, to: "São Paulo")
            try server.naming.set(.country, to: "pl")
            try server.naming.set(.email, to: "it@xn--d-hga8n.example")
        case .ipv6Only: server.lan1 = LANPort(ipv6: [try IPv6Address("2001:db8::1"), try IPv6Address("fd00::a:b")])
        case .everything:
            server.role = .application
            server.lan1.ipv6 = [try IPv6Address("2001:db8::42")]
            server.lan2 = LANPort(ipv4: try IPv4Address("10.0.0.1"), ipv6: [try IPv6Address("2001:db8:1::1")])
            server.names.dns = [try HostName("voice.example.com"), try HostName("ipo1.example.com")]
            server.names.sipDomains = [try SIPDomain("sip:example.com"), try SIPDomain("example.org")]
            server.names.ip = [try IPAddress("203.0.113.9"), try IPAddress("2001:db8::42")]
        case .wrongClock: clock = IgnitionClock(reading: Timestamp(secondsSinceEpoch: 0))
        }
        return try Plan(server: server, profile: profile, clock: clock)
    }
}
