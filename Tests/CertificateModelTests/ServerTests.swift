import CertificateModel
import Testing

@Suite("A server")
struct ServerTests {
    @Test(
        arguments: [
            (["entered", "lan1", "lan2"], "entered", ResolvedHostName.Source.entered, "as entered"),
            ([nil, "lan1", "lan2"], "lan1", .lan1DNS, "from reverse DNS of LAN1"),
            ([nil, nil, "lan2"], "lan2", .lan2DNS, "from reverse DNS of LAN2"),
            ([nil, nil, nil], "00e007057307", .mac, "from the MAC address of the first Ethernet port"),
        ] as [([String?], String, ResolvedHostName.Source, String)])
    func `has its name by the first rule that gives one`(
        _ given: [String?], _ name: String, _ source: ResolvedHostName.Source, _ explanation: String
    ) throws {
        let names = try given.map { try $0.map { try HostName($0) } }
        let resolved = try ResolvedHostName(
            entered: names[0], lan1: names[1], lan2: names[2],
            mac: MACAddress(octets: [0x00, 0xe0, 0x07, 0x05, 0x73, 0x07]))
        #expect(resolved.value.text == name && resolved.source == source && source.explanation == explanation)
    }

    @Test func `without any name is refused`() {
        #expect(
            ModelSample.refusal { () throws(Refusal) in
                try ResolvedHostName(entered: nil, lan1: nil, lan2: nil, mac: nil)
            }
                == "\"host name\" is not given, reverse DNS knows none, and this host has no Ethernet port\n"
                + "hint: enter a host name")
    }

    @Test func `without an address of LAN1 is refused, by its answers and by a plan`() throws {
        let facts = HostFacts(interfaces: [], clock: IgnitionClock(reading: SoftwareRelease.date))
        let answers = Answers(hostName: try HostName("ipo1"), lan2: LANPort(ipv4: try IPv4Address("10.0.0.1")))
        let expected =
            "\"LAN1\" has no address, and phones and browsers could not reach this server\n"
            + "hint: give LAN1 an IPv4 or an IPv6 address, or a port that has one"
        #expect(
            ModelSample.refusal { () throws(Refusal) in try answers.lans(on: facts) }
                == expected)
        let addressed = try ModelSample.server()
        let server = ServerIdentity(hostName: addressed.hostName, lan1: LANPort(), lan2: addressed.lan2)
        let refusal = ModelSample.refusal { () throws(Refusal) in
            try Plan(server: server, profile: .documented, clock: facts.clock)
        }
        #expect(refusal == expected)
    }

    @Test func `is what its answers say, and else what the host has`() throws {
        let mac = MACAddress(octets: [0x00, 0xe0, 0x07, 0x05, 0x73, 0x07])
        let facts = HostFacts(
            interfaces: try [
                NetworkInterface(name: "eth0", mac: mac, addresses: [IPAddress("10.0.0.1"), IPAddress("10.0.0.2")]),
                NetworkInterface(name: "eth1", mac: nil, addresses: [IPAddress("fd00::1")]),
                NetworkInterface(name: "eth2", mac: nil, addresses: [IPAddress("10.9.9.9")]),
            ], clock: IgnitionClock(reading: SoftwareRelease.date))
        let answers = Answers(defaults: SiteDefaults())
        let server = try answers.lans(on: facts).server(
            answers, called: ResolvedHostName(HostName("two.example"), from: .lan2DNS))
        #expect(server.lan1.addresses.map(\.description) == ["10.0.0.1"])
        #expect(server.lan2.addresses.map(\.description) == ["fd00::1"])
        #expect(server.names.ip.map(\.description) == ["10.0.0.2"])
        #expect(server.followedPorts.map(\.name) == ["eth0", "eth1"])
        #expect(server.role == .primary && server.naming == Naming())
        #expect(try facts.missing(from: [IPAddress("10.0.0.2"), IPAddress("10.0.0.3")]) == [IPAddress("10.0.0.3")])
    }

    @Test func `names itself, LAN1, LAN2, then what was added, and nothing twice`() throws {
        var server = try ModelSample.server()
        server.names.dns = try [HostName("www.example.com"), HostName("ipo1.example.com")]
        server.names.sipDomains = try ["sip:example.com", "example.org", "example.com"].map { try SIPDomain($0) }
        server.names.ip = try [IPAddress("192.168.42.1"), IPAddress("10.0.0.7"), IPAddress("2001:DB8:0::1")]
        #expect(
            server.subjectAlternativeNames.map(\.description) == [
                "DNS:ipo1.example.com", "IP:192.168.42.1", "IP:2001:db8::1", "IP:192.168.43.1", "DNS:www.example.com",
                "DNS:example.com", "URI:sip:example.com", "DNS:example.org", "IP:10.0.0.7",
            ])
    }

    @Test(arguments: [("boss", "\"boss\" is not a role\nhint: use \"primary\" or \"application\"")])
    func `has one of two roles`(_ name: String, _ expected: String) throws {
        #expect(ModelSample.refusal { () throws(Refusal) in try ServerRole(name: name) } == expected)
        #expect(try ServerRole(name: " primary ") == .primary && ServerRole(name: "application") == .application)
    }

    @Test func `follows one of two profiles`() throws {
        #expect(
            ModelSample.refusal { () throws(Refusal) in try Profile(name: "Strict") }
                == "\"Strict\" is not a profile\nhint: use \"interoperable\" or \"documented\"")
        #expect(try Profile(name: "documented").other == .interoperable)
    }
}
