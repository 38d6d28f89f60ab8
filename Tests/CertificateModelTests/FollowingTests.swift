import CertificateModel
import Testing

@Suite("The addresses of a server")
struct FollowingTests {
    /// What the LANs were given as, what the host has then and later, and the addresses after that: watched, where an operator
    /// regenerates, and unwatched.
    struct Move: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var lan1: [String]?
        var lan2: [String]?
        var further: [String] = []
        let before, after: [String: [String]]
        let watched: [String]
        var unwatched: [String]?
    }

    static let moves = [
        Move(
            testDescription: "nothing changes", before: ["eth0": ["192.0.2.1"], "eth1": ["198.51.100.1"]],
            after: ["eth0": ["192.0.2.1"], "eth1": ["198.51.100.1"]], watched: ["192.0.2.1", "198.51.100.1"]),
        Move(
            testDescription: "a port gets another address", before: ["eth0": ["192.0.2.1"]],
            after: ["eth0": ["192.0.2.9"]], watched: ["192.0.2.9"]),
        Move(
            testDescription: "a port gets a second address", before: ["eth0": ["192.0.2.1"]],
            after: ["eth0": ["192.0.2.1", "192.0.2.2"]], watched: ["192.0.2.1", "192.0.2.2"]),
        Move(
            testDescription: "LAN2 is unplugged", before: ["eth0": ["192.0.2.1"], "eth1": ["198.51.100.1"]],
            after: ["eth0": ["192.0.2.1"], "eth1": []], watched: ["192.0.2.1"],
            unwatched: ["192.0.2.1", "198.51.100.1"]),
        Move(
            testDescription: "LAN1 is unplugged, which no server can be without",
            before: ["eth0": ["192.0.2.1"], "eth1": ["198.51.100.1"]], after: ["eth0": [], "eth1": ["198.51.100.1"]],
            watched: ["192.0.2.1", "198.51.100.1"]),
        Move(
            testDescription: "LAN1 is not there, and LAN2 has got a second address",
            before: ["eth0": ["192.0.2.1"], "eth1": ["198.51.100.1"]],
            after: ["eth1": ["198.51.100.1", "198.51.100.2"]],
            watched: ["192.0.2.1", "198.51.100.1", "198.51.100.2"]),
        Move(
            testDescription: "one of two IPv6 addresses goes", before: ["eth0": ["192.0.2.1", "fd00::1", "fd00::2"]],
            after: ["eth0": ["192.0.2.1", "fd00::1"]], watched: ["192.0.2.1", "fd00::1"],
            unwatched: ["192.0.2.1", "fd00::1", "fd00::2"]),
        Move(
            testDescription: "one of two IPv6 addresses is another",
            before: ["eth0": ["192.0.2.1", "fd00::1", "fd00::2"]],
            after: ["eth0": ["192.0.2.1", "fd00::1", "fd00::3"]], watched: ["192.0.2.1", "fd00::1", "fd00::3"]),
        Move(
            testDescription: "an IPv6 address comes in the place of no IPv4 address", before: ["eth0": ["192.0.2.1"]],
            after: ["eth0": ["fd00::1"]], watched: ["fd00::1"], unwatched: ["192.0.2.1", "fd00::1"]),
        Move(
            testDescription: "the address moves to another interface, which is a tunnel now",
            before: ["eth0": ["192.0.2.1"]], after: ["eth0": ["192.0.2.2"], "wg0": ["192.0.2.1"]],
            watched: ["192.0.2.2", "192.0.2.1"]),
        Move(
            testDescription: "a bridge of containers comes", before: ["eth0": ["192.0.2.1"]],
            after: ["eth0": ["192.0.2.1"], "docker0": ["172.17.0.1"]], watched: ["192.0.2.1"]),
        Move(
            testDescription: "another port is plugged in, which nobody gave",
            before: ["eth0": ["192.0.2.1"], "eth1": []],
            after: ["eth0": ["192.0.2.1"], "eth1": ["10.1.0.1"]], watched: ["192.0.2.1"]),
        Move(
            testDescription: "given addresses that a port replaces are replaced, and nothing else joins",
            lan1: ["192.0.2.1"], before: ["eth0": ["192.0.2.1", "192.0.2.7", "fd00::1"]],
            after: ["eth0": ["192.0.2.9", "192.0.2.7", "fd00::2"]], watched: ["192.0.2.9"]),
        Move(
            testDescription: "what an operator left out stays out", lan1: ["192.0.2.1"],
            before: ["eth0": ["192.0.2.1", "fd00::1"]], after: ["eth0": ["192.0.2.1", "fd00::1", "fd00::2"]],
            watched: ["192.0.2.1"]),
        Move(
            testDescription: "what was there before replaces nothing", lan1: ["192.0.2.1"],
            before: ["eth0": ["192.0.2.1", "192.0.2.7"]], after: ["eth0": ["192.0.2.7"]],
            watched: ["192.0.2.1"]),
        Move(
            testDescription: "an address that was given for later stays", lan1: ["203.0.113.1"],
            before: ["eth0": ["192.0.2.1"]], after: ["eth0": ["192.0.2.9"]], watched: ["203.0.113.1"]),
        Move(
            testDescription: "a shared address that was given stays, whoever has it", further: ["192.0.2.100"],
            before: ["eth0": ["192.0.2.1", "192.0.2.100"]], after: ["eth0": ["192.0.2.1"]],
            watched: ["192.0.2.1", "192.0.2.100"]),
        Move(
            testDescription: "no port has an address at the moment",
            before: ["eth0": ["192.0.2.1"], "eth1": ["198.51.100.1"]], after: ["eth0": [], "eth1": []],
            watched: ["192.0.2.1", "198.51.100.1"]),
    ]

    private static func host(_ ports: [String: [String]]) throws -> HostFacts {
        let kinds: [String: NetworkInterface.Kind] = ["docker0": .bridge, "wg0": .tunnel]
        return HostFacts(
            interfaces: try ports.sorted { $0.key < $1.key }.enumerated().map { index, port in
                NetworkInterface(
                    name: port.key, index: index + 1, kind: kinds[port.key] ?? .hardware, mac: nil,
                    addresses: try port.value.map { try IPAddress($0) })
            }, clock: IgnitionClock(reading: SoftwareRelease.date))
    }

    private static func lan(_ addresses: [String]) throws -> LANPort {
        var port = LANPort()
        for text in addresses {
            switch try IPAddress(text) {
            case .v4(let address): port.ipv4 = address
            case .v6(let address): port.ipv6.append(address)
            }
        }
        return port
    }

    private static func server(_ move: Move) throws -> ServerIdentity {
        var answers = Answers(defaults: SiteDefaults())
        if let lan1 = move.lan1 { (answers.lan1Port, answers.lan1) = (nil, try lan(lan1)) }
        if move.lan1 != nil { answers.lan2Port = nil }
        if let lan2 = move.lan2 { (answers.lan2Port, answers.lan2) = (nil, try lan(lan2)) }
        answers.names.ip = try move.further.map { try IPAddress($0) }
        return try answers.lans(on: host(move.before)).server(
            answers, called: ResolvedHostName(HostName("ipo1.example.com"), from: .entered))
    }

    private static func names(_ server: ServerIdentity) -> [String] {
        server.subjectAlternativeNames.dropFirst().map(\.bareText)
    }

    @Test(arguments: moves) func `follow the host as they were given:`(_ move: Move) throws {
        let stored = try Self.server(move)
        let now = try Self.host(move.after)
        for (keepsAbsent, expected) in [(false, move.watched), (true, move.unwatched ?? move.watched)] {
            let server = stored.present(on: now, keepsAbsent: keepsAbsent)
            // A given address may be kept by nobody's regeneration but the operator's own.
            #expect(
                Self.names(server).sorted() == (keepsAbsent || move.lan1 == nil ? expected : expected).sorted(),
                "unwatched: \(keepsAbsent)")
            #expect(server.present(on: now, keepsAbsent: keepsAbsent) == server, "a second look changes nothing")
        }
        #expect(stored.present(on: try Self.host(move.before), keepsAbsent: true) == stored, "nothing is due at once")
    }

    @Test func `follow a port that was renamed, and one whose hardware address has changed`() throws {
        func host(_ name: String, _ last: UInt8, _ address: String) throws -> HostFacts {
            HostFacts(
                interfaces: [
                    NetworkInterface(
                        name: name, index: 3, mac: MACAddress(octets: [0, 0xe0, 7, 5, 0x73, last]),
                        addresses: [try IPAddress(address)])
                ], clock: IgnitionClock(reading: SoftwareRelease.date))
        }
        let answers = Answers(defaults: SiteDefaults())
        let server = try answers.lans(on: host("eth0", 7, "192.0.2.1")).server(
            answers, called: ResolvedHostName(HostName("ipo1"), from: .entered))
        for (name, last) in [("eth0", UInt8(7)), ("ens18", 7), ("eth0", 9)] {
            let present = server.present(on: try host(name, last, "192.0.2.9"), keepsAbsent: true)
            #expect(Self.names(present) == ["192.0.2.9"], "\(name) \(last)")
            #expect(present.followedPorts.map(\.name) == [name])
        }
        #expect(Self.names(server.present(on: try host("ens18", 9, "192.0.2.9"), keepsAbsent: true)) == ["192.0.2.1"])
    }

    @Test func `of an earlier version's store are replaced at the port that the rule chooses`() throws {
        var server = ServerIdentity(
            hostName: ResolvedHostName(try HostName("ipo1"), from: .entered), lan1: try Self.lan(["192.0.2.1"]),
            lan2: try Self.lan(["198.51.100.1"]))
        let had = try ["192.0.2.1", "198.51.100.1"].map { try IPAddress($0) }
        server.followedPorts = had.map {
            FollowedPort(name: "", mac: nil, kind: .other, addresses: had, followed: [$0])
        }
        func names(_ ports: [String: [String]]) throws -> [String] {
            Self.names(server.present(on: try Self.host(ports), keepsAbsent: true))
        }
        #expect(try names(["eth0": ["192.0.2.9"], "eth1": ["198.51.100.1"]]) == ["192.0.2.9", "198.51.100.1"])
        #expect(try names(["eth1": ["198.51.100.1"]]) == ["192.0.2.1", "198.51.100.1"])
        #expect(try names(["eth0": ["192.0.2.1", "192.0.2.2"], "eth1": []]) == ["192.0.2.1", "198.51.100.1"])
    }
}
