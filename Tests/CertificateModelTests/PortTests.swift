import CertificateModel
import Testing

@Suite("The ports of a host")
struct PortTests {
    private static func port(
        _ name: String, _ index: Int, _ kind: NetworkInterface.Kind = .hardware, _ addresses: [String] = [],
        master: Int? = nil, on lower: Int? = nil, isDefault: Bool = false, mac: UInt8? = nil, permanent: UInt8? = nil
    ) throws -> NetworkInterface {
        func address(_ last: UInt8?) -> MACAddress? { last.flatMap { MACAddress(octets: [0, 0xe0, 7, 5, 0x73, $0]) } }
        return NetworkInterface(
            name: name, index: index, kind: kind, mac: address(mac), permanentMAC: address(permanent), master: master,
            lower: lower, hasDefaultRoute: isDefault, addresses: try addresses.map { try IPAddress($0) })
    }

    private static func facts(_ interfaces: [NetworkInterface]) -> HostFacts {
        HostFacts(interfaces: interfaces, clock: IgnitionClock(reading: SoftwareRelease.date))
    }

    /// A host, and what it offers; the first two that have addresses are taken.
    struct Host: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let interfaces: [NetworkInterface]
        let offered: [String]
        var taken: [String]
    }

    static func hosts() throws -> [Host] {
        [
            Host(
                testDescription: "two Ethernet ports",
                interfaces: [
                    try port("eth0", 2, .hardware, ["10.0.0.1"]), try port("eth1", 3, .hardware, ["10.1.0.1"]),
                ],
                offered: ["eth0", "eth1"], taken: ["eth0", "eth1"]),
            Host(
                testDescription: "the port of the default route first",
                interfaces: [
                    try port("eth0", 2, .hardware, ["10.0.0.1"]),
                    try port("eth1", 3, .hardware, ["10.1.0.1"], isDefault: true),
                ], offered: ["eth1", "eth0"], taken: ["eth1", "eth0"]),
            Host(
                testDescription: "four ports, and the cable in the third",
                interfaces: [
                    try port("eno1", 2), try port("eno2", 3), try port("eno3", 4, .hardware, ["10.0.0.1"]),
                    try port("eno4", 5),
                ], offered: ["eno3", "eno1", "eno2", "eno4"], taken: ["eno3"]),
            Host(
                testDescription: "a bridge that has a port below it, and one of containers",
                interfaces: [
                    try port("eno1", 2, master: 3), try port("vmbr0", 3, .bridge, ["10.0.0.1"]),
                    try port("docker0", 4, .bridge, ["172.17.0.1"]), try port("veth7", 5, .veth, master: 4),
                    try port("tap0", 6, .other, master: 3),
                ], offered: ["vmbr0"], taken: ["vmbr0"]),
            Host(
                testDescription: "a bond, and a VLAN on it whose bridge has the address",
                interfaces: [
                    try port("eth0", 2, master: 4), try port("eth1", 3, master: 4), try port("bond0", 4, .bond),
                    try port("bond0.7", 5, .vlan, master: 6, on: 4), try port("br7", 6, .bridge, ["10.7.0.1"]),
                ], offered: ["br7", "bond0"], taken: ["br7"]),
            Host(
                testDescription: "a VLAN without a port is none",
                interfaces: [
                    try port("eth0", 2, .hardware, ["10.0.0.1"]), try port("dummy0.7", 3, .vlan, ["10.7.0.1"], on: 9),
                ], offered: ["eth0"], taken: ["eth0"]),
            Host(
                testDescription: "Wi-Fi and a tunnel",
                interfaces: [
                    try port("wlan0", 2, .wifi, ["10.0.0.1"]), try port("wg0", 3, .tunnel, ["10.9.0.1"]),
                ], offered: ["wlan0", "wg0"], taken: ["wlan0", "wg0"]),
            Host(
                testDescription: "no cable is plugged in, and containers run",
                interfaces: [try port("eth0", 2), try port("docker0", 3, .bridge, ["172.17.0.1"])],
                offered: ["eth0"], taken: []),
            Host(
                testDescription: "a container, with a tunnel that the kernel makes",
                interfaces: [
                    try port("tunl0", 1, .tunnel), try port("eth0", 2, .veth, ["172.17.0.2"]),
                    try port("eth1", 3, .veth, ["172.18.0.2"], isDefault: true),
                ], offered: ["eth1", "eth0"], taken: ["eth1", "eth0"]),
            Host(
                testDescription: "a machine that has nothing but a bridge",
                interfaces: [try port("br0", 2, .bridge, ["10.0.0.1"]), try port("veth1", 3, .veth, master: 2)],
                offered: ["br0"], taken: ["br0"]),
            Host(testDescription: "nothing", interfaces: [], offered: [], taken: []),
        ]
    }

    @Test func `are offered and taken by the rule`() throws {
        for host in try Self.hosts() {
            for interfaces in [host.interfaces, host.interfaces.reversed(), host.interfaces.shuffled()] {
                let facts = Self.facts(interfaces)
                #expect(facts.ports.map(\.name) == host.offered, "\(host)")
                #expect([facts.lan1Port, facts.lan2Port].compactMap(\.?.name) == host.taken, "\(host)")
            }
        }
    }

    @Test func `give the host name of last resort by the permanent address of LAN1's card`() throws {
        func mac(_ interfaces: [NetworkInterface], _ name: String? = nil) -> String? {
            let facts = Self.facts(interfaces)
            return facts.mac(of: name.flatMap { name in interfaces.first { $0.name == name } } ?? facts.lan1Port)?
                .hostName.text
        }
        #expect(
            mac([
                try Self.port("eth0", 2, .hardware, ["10.0.0.1"], mac: 1, permanent: 2),
                try Self.port("eth1", 3, .hardware, ["10.0.1.1"], mac: 3),
            ]) == "00e007057302")
        #expect(
            mac([
                try Self.port("eth1", 2, master: 4, mac: 7, permanent: 3), try Self.port("eth0", 3, master: 4, mac: 7),
                try Self.port("bond0", 4, .bond, ["10.0.0.1"], mac: 7),
            ]) == "00e007057303")
        #expect(
            mac([
                try Self.port("veth1", 2, .veth, master: 4, mac: 9), try Self.port("eth0", 3, master: 4, mac: 5),
                try Self.port("br0", 4, .bridge, ["10.0.0.1"], mac: 8),
            ]) == "00e007057305")
        #expect(
            mac([
                try Self.port("wg0", 2, .tunnel, ["10.9.0.1"], isDefault: true),
                try Self.port("eth0", 3, .hardware, ["10.0.0.1"], mac: 4),
            ]) == "00e007057304")
        #expect(mac([try Self.port("wg0", 2, .tunnel, ["10.9.0.1"])]) == nil)
    }

    @Test(arguments: [
        ("eth7", "this host has no port \"eth7\"\nhint: use one of \"br0\", \"eth1\""),
        (
            "eth0",
            "\"eth0\" is a member of the bridge \"br0\", and has no address of its own\nhint: use \"br0\""
        ),
        (
            "eth1",
            "the port \"eth1\" has no address that other machines can use\n"
                + "hint: give it an address first, or give addresses instead of a port"
        ),
    ])
    func `are refused by name where they cannot be a LAN`(_ name: String, _ expected: String) throws {
        let facts = Self.facts([
            try Self.port("eth0", 2, master: 3), try Self.port("br0", 3, .bridge, ["10.0.0.1"]),
            try Self.port("eth1", 4), try Self.port("docker0", 5, .bridge, ["172.17.0.1"]),
        ])
        #expect(ModelSample.refusal { () throws(Refusal) in try facts.port(named: name) } == expected)
        // An operator may name what is not offered.
        #expect(try facts.port(named: "docker0").name == "docker0")
    }

    @Test func `cannot both be one port, nor have one address`() throws {
        let facts = Self.facts([
            try Self.port("eth0", 2, .hardware, ["10.0.0.1"]), try Self.port("eth1", 3, .hardware, ["10.1.0.1"]),
        ])
        var answers = Answers(lan1Port: .named("eth1"), lan2Port: .named("eth1"))
        #expect(
            ModelSample.refusal { () throws(Refusal) in try answers.lans(on: facts) }
                == "the port \"eth1\" is given for LAN1 and for LAN2\nhint: give LAN2 another port, or leave it out")
        answers = Answers(lan1: LANPort(ipv4: try IPv4Address("10.1.0.1")), lan2Port: .named("eth1"))
        #expect(
            ModelSample.refusal { () throws(Refusal) in try answers.lans(on: facts) }
                == "\"10.1.0.1\" is given for LAN1 and for LAN2\n"
                + "hint: give each port its own address, or leave LAN2 out")
        // The rule takes the other port.
        answers = Answers(lan1Port: .named("eth1"), lan2Port: .auto)
        #expect(try answers.lans(on: facts).lan2.addresses == [IPAddress("10.0.0.1")])
        answers = Answers(lan1Port: .auto, lan2Port: .named("eth0"))
        #expect(try answers.lans(on: facts).lan1.addresses == [IPAddress("10.1.0.1")])
    }

    @Test(arguments: [
        ("192.168.42.0", 24, "the address of the whole network"),
        ("192.168.42.255", 24, "the broadcast address of the network"),
        ("192.168.42.127", 25, "the broadcast address of the network"), ("192.168.42.255", 16, nil),
        ("192.168.42.0", 31, nil),
        ("192.168.42.1", 32, nil), ("10.0.0.0", 24, nil), ("192.168.42.7", 24, nil),
    ])
    func `have no network's and no broadcast address`(_ text: String, _ length: Int, _ what: String?) throws {
        let own = try IPAddress("192.168.42.1")
        let facts = Self.facts([
            NetworkInterface(name: "eth0", index: 2, mac: nil, addresses: [own], prefixLengths: [own: length])
        ])
        let problem = facts.refusal(ofLANAddress: try IPAddress(text))?.problem
        #expect(problem == what.map { "\"\(text)\" is \($0) at port \"eth0\", and no host can have it" })
    }

    @Test func `follow the rules on a thousand hosts of any kind, in any order of their links`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<1_000 {
            let count = Int.random(in: 0...9, using: &random)
            let interfaces = try (0..<count).map { number in
                let some = { (_: Int) in Bool.random() ? Int.random(in: 1...(count + 1)) : nil }
                return try Self.port(
                    "p\(number)", number + 1, NetworkInterface.Kind.allCases.randomElement() ?? .other,
                    Bool.random() ? ["10.0.\(number).1"] : [], master: some(0), on: some(1),
                    isDefault: Int.random(in: 0...count) == 0, mac: Bool.random() ? UInt8(number) : nil)
            }
            let facts = Self.facts(interfaces)
            #expect(facts == Self.facts(interfaces.shuffled()))
            let ports = facts.ports
            #expect(Set(ports.map(\.name)).count == ports.count)
            for port in ports {
                let master = interfaces.first { $0.index == port.master }
                #expect(master?.kind != .bridge && master?.kind != .bond, "a member is offered: \(interfaces)")
            }
            // Those of the default route, those with an address, those without.
            let ranks = ports.map { $0.addresses.isEmpty ? 2 : $0.hasDefaultRoute ? 0 : 1 }
            #expect(ranks == ranks.sorted())
            let hardware = interfaces.filter { port in
                [.hardware, .wifi, .bond].contains(port.kind)
                    && !interfaces.contains { $0.index == port.master && [.bridge, .bond].contains($0.kind) }
            }
            for port in hardware { #expect(ports.contains(port), "hardware is not offered: \(interfaces)") }
            if !hardware.isEmpty { #expect(!ports.contains { $0.kind == .veth || $0.kind == .other }) }
            #expect(facts.lan1Port == ports.first { !$0.addresses.isEmpty })
            for port in interfaces { _ = facts.mac(of: port) }
            let answers = Answers(defaults: SiteDefaults())
            guard let lans = try? answers.lans(on: facts) else {
                #expect(facts.lan1Port == nil)
                continue
            }
            let server = lans.server(answers, called: ResolvedHostName(try HostName("ipo1"), from: .entered))
            #expect(server.present(on: facts, keepsAbsent: true) == server, "a renewal is due at once")
        }
    }
}
