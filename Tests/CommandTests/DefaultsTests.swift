import CertificateModel
import ScreenKit
import Screens
import Testing

@Suite("Who takes what is offered gets the same certificates, however he is asked", .ownThread)
struct DefaultsTests {
    /// A first port with two IPv4 addresses, of which the LAN has room for one.
    private static let lan1 = ["192.168.42.1", "192.168.44.1", "fd00:42::1"]
    private static let lan2 = ["192.168.43.1", "fd00:43::1"]

    private static let names = [
        "DNS:00e007057301", "IP:192.168.42.1", "IP:fd00:42::1", "IP:192.168.43.1", "IP:fd00:43::1", "IP:192.168.44.1",
    ]

    @Test("line by line with Enter at every question, and by a command without answers")
    func commands() throws {
        let scratch = try Scratch()
        let host = try NamespaceHost(
            lan1: Self.lan1.map(Self.withPrefix), lan2: Self.lan2.map(Self.withPrefix), in: scratch)
        let command = try Program.run(["ignite", "--dry-run", "--format", "json"], in: scratch, under: host.prefix)
        #expect(try PrintedReport(command).certificates[1].subjectAlternativeNames == Self.names)

        // Who issues, the name, two ports, three lists, the naming, the role, the profile.
        let enter = String(repeating: "\n", count: 1 + 1 + 2 + 3 + 1 + 1 + 1)
        let written = try Program.run(["--ui", "plain"], in: scratch, under: host.prefix, input: "\(enter)yes\n")
        #expect(written.status == 0, "\(written.errors)")
        let review = try PrintedReport(Program.run(["review", "--format", "json"], in: scratch))
        #expect(review.certificates[1].subjectAlternativeNames == Self.names)
    }

    private static func withPrefix(_ address: String) -> String { address + (address.contains(":") ? "/64" : "/24") }

    @Test("on the screens, with the key that goes on from each")
    func screens() throws {
        var state = State(igniting: "/nowhere", size: Size(columns: 80, rows: 24), glyphs: .unicode)
        var effects = state.update(.inspected(try Self.facts()))
        let (begin, next) = try (#require(Key(name: "Enter")), #require(Key(name: "^N")))
        var asked: ServerIdentity?
        // Welcome, who issues, the server, its addresses, its names.
        for key in [begin, next, next, next, next] {
            effects += state.update(.key(key))
            while !effects.isEmpty {
                switch effects.removeFirst() {
                case .askReverseDNS(let address): effects += state.update(.reverseName(address, nil))
                case .sign(let server, _, _): asked = server
                default: break
                }
            }
        }
        let server = try #require(asked)
        #expect(server.subjectAlternativeNames.map(\.description) == Self.names)
    }

    private static func facts() throws -> HostFacts {
        let ports = try [("lan1", lan1, UInt8(1)), ("lan2", lan2, 2)].map { name, addresses, number in
            try NetworkInterface(
                name: name, mac: MACAddress(octets: [0x00, 0xe0, 0x07, 0x05, 0x73, number]),
                addresses: addresses.map { try IPAddress($0) })
        }
        return HostFacts(
            interfaces: ports, clock: IgnitionClock(reading: Timestamp(secondsSinceEpoch: 1_803_902_400)))
    }
}
