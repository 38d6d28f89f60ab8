import CertificateModel
import Testing

/// The server that the pictures of these tests show, and refusals as text.
enum ModelSample {
    static func server(_ hostName: String = "ipo1.example.com") throws -> ServerIdentity {
        var server = ServerIdentity(
            hostName: ResolvedHostName(try HostName(hostName), from: .entered),
            lan1: LANPort(ipv4: try IPv4Address("192.168.42.1"), ipv6: [try IPv6Address("2001:db8::1")]),
            lan2: LANPort(ipv4: try IPv4Address("192.168.43.1")))
        server.names.sipDomains = [try SIPDomain("sip:example.com")]
        return server
    }

    static func plan(
        _ profile: Profile, hostName: String = "ipo1.example.com", at reading: Timestamp? = nil
    ) throws -> Plan {
        let noon = try #require(Timestamp(year: 2027, month: 3, day: 1, hour: 9, minute: 30))
        return try Plan(
            server: server(hostName), profile: profile, clock: IgnitionClock(reading: reading ?? noon))
    }

    /// Both sentences of the refusal; "accepted" where there was none.
    static func refusal(_ body: () throws(Refusal) -> some Any) -> String {
        do {
            _ = try body()
            return "accepted"
        } catch {
            return error.description
        }
    }

    /// The rows as a picture: field | contents | why it departs from the page.
    static func picture(_ table: FieldTable) -> String {
        table.rows.map { "\($0.field.rawValue) | \($0.contents) | \($0.departs ?? "-")" }.joined(separator: "\n")
    }
}
