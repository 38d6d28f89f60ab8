import CertificateModel
import Testing

@testable import Host

/// Messages as the kernel writes them (rtnetlink(7)), to be read back.
private struct Messages {
    private(set) var octets: [UInt8] = []

    private static func number<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number) { Array($0) }
    }

    private static func padded(_ octets: [UInt8]) -> [UInt8] {
        octets + Array(repeating: 0, count: (4 - octets.count % 4) % 4)
    }

    static func attribute(_ type: UInt16, _ value: [UInt8]) -> [UInt8] {
        padded(number(UInt16(4 + value.count)) + number(type) + value)
    }

    static func text(_ type: UInt16, _ text: String) -> [UInt8] { attribute(type, Array(text.utf8) + [0]) }
    static func index(_ type: UInt16, _ index: Int32) -> [UInt8] { attribute(type, number(index)) }

    mutating func add(_ type: UInt16, flags: UInt16 = 2, _ body: [UInt8]) {
        octets += Self.padded(
            Self.number(UInt32(16 + body.count)) + Self.number(type) + Self.number(flags)
                + Array(repeating: 0, count: 8) + body)
    }

    mutating func done() { add(3, [0, 0, 0, 0]) }

    mutating func link(
        _ index: Int32, _ name: String, type: UInt16 = 1, flags: UInt32 = 0x1043, kind: String? = nil,
        mac: [UInt8]? = nil, _ more: [UInt8] = []
    ) {
        let head: [UInt8] = [0, 0] + Self.number(type) + Self.number(index) + Self.number(flags) + [0, 0, 0, 0]
        let kind = kind.map { Self.attribute(18 | 0x8000, Self.text(1, $0)) } ?? []
        add(16, head + Self.text(3, name) + (mac.map { Self.attribute(1, $0) } ?? []) + kind + more)
    }

    mutating func address(
        _ index: UInt32, _ address: [UInt8], length: UInt8 = 24, flags: UInt32 = 0x80, peer: [UInt8]? = nil
    ) {
        let head: [UInt8] = [address.count == 4 ? 2 : 10, length, UInt8(flags & 0xFF), 0] + Self.number(index)
        add(
            20,
            head + Self.attribute(1, peer ?? address) + (address.count == 4 ? Self.attribute(2, address) : [])
                + Self.attribute(8, Self.number(flags)))
    }

    mutating func route(
        _ index: Int32?, family: UInt8 = 2, length: UInt8 = 0, table: UInt8 = 254, metric: UInt32 = 0,
        _ more: [UInt8] = []
    ) {
        add(
            24,
            [family, length, 0, 0, table, 3, 0, 1, 0, 0, 0, 0] + (index.map { Self.index(4, $0) } ?? [])
                + Self.attribute(6, Self.number(metric)) + more)
    }

    func read() -> NetlinkMessages {
        var messages = NetlinkMessages()
        octets.withUnsafeBytes { messages.read($0) }
        return messages
    }

    static func hop(_ index: Int32) -> [UInt8] { attribute(9, number(UInt16(8)) + [0, 0] + number(index)) }
}

@Suite("The kernel's answers about the network")
struct NetlinkTests {
    private static let up: [UInt8] = Messages.attribute(33, [1])

    @Test func `tell the kind of every link, its master, and what it is on`() {
        var messages = Messages()
        messages.link(1, "lo", type: 772, flags: 0x49)
        messages.link(
            2, "eno1", mac: [0, 1, 2, 3, 4, 5],
            Messages.index(10, 4) + Self.up + Messages.attribute(54, [0, 1, 2, 3, 4, 9]))
        messages.link(3, "eno2", mac: [0, 1, 2, 3, 4, 6], Messages.index(10, 4))
        messages.link(4, "bond0", kind: "bond", mac: [0, 1, 2, 3, 4, 5], Self.up)
        messages.link(5, "bond0.7", kind: "vlan", Messages.index(5, 4) + Messages.index(10, 6))
        messages.link(6, "br7", kind: "bridge")
        messages.link(7, "eth0", kind: "veth", Messages.index(5, 9) + Messages.index(37, 0))
        messages.link(8, "wg0", type: 65_534, kind: "wireguard")
        messages.link(9, "tun0", type: 65_534, kind: "tun")
        messages.link(10, "ppp0", type: 512)
        messages.link(11, "dummy0", kind: "dummy")
        messages.link(12, "team0", kind: "team")
        messages.link(13, "ib0", type: 32)
        messages.link(14, "wlan0")
        messages.link(15, "macvlan0", kind: "macvlan", Messages.index(5, 2))
        messages.done()
        let interfaces = messages.read().interfaces(isWireless: { $0 == "wlan0" })
        #expect(
            interfaces.map { "\($0.index) \($0.name) \($0.kind.rawValue) \($0.master ?? 0) \($0.lower ?? 0)" } == [
                "2 eno1 hardware 4 0", "3 eno2 hardware 4 0", "4 bond0 bond 0 0", "5 bond0.7 vlan 6 4",
                "6 br7 bridge 0 0",
                "7 eth0 veth 0 0", "8 wg0 tunnel 0 0", "9 tun0 tunnel 0 0", "10 ppp0 tunnel 0 0", "11 dummy0 other 0 0",
                "12 team0 bond 0 0", "13 ib0 hardware 0 0", "14 wlan0 wi-fi 0 0", "15 macvlan0 other 0 2",
            ])
        #expect(interfaces.map(\.hasCarrier) == [true, false, true] + Array(repeating: false, count: 11))
        #expect(interfaces[0].mac?.description == "00:01:02:03:04:05")
        #expect(interfaces[0].permanentMAC?.description == "00:01:02:03:04:09")
        #expect(messages.read().interfaces(isHardware: { $0 == "eth0" })[5].kind == .hardware)
    }

    @Test func `tell the addresses of a link, and which of them do not stay`() throws {
        var messages = Messages()
        messages.link(2, "eth0")
        let v6 = { (last: UInt8) in try IPv6Address("2001:db8::\(last)").octets }
        messages.address(2, [192, 168, 42, 1])
        // A second address of a network has a flag that means a temporary one in IPv6.
        messages.address(2, [192, 168, 42, 2], flags: 0x81)
        messages.address(2, [127, 0, 0, 9])
        messages.address(3, [10, 9, 9, 9])
        messages.address(2, [10, 0, 0, 1], length: 32, peer: [10, 0, 0, 2])
        for (last, flags) in [(UInt8(1), UInt32(0x80)), (2, 0x01), (3, 0x20), (4, 0x40), (5, 0x08), (6, 0x300)] {
            messages.address(2, try v6(last), length: 64, flags: flags)
        }
        messages.done()
        let port = try #require(messages.read().interfaces().first)
        #expect(
            port.addresses.map(\.description) == [
                "192.168.42.1", "192.168.42.2", "10.0.0.1", "2001:db8::1", "2001:db8::6",
            ])
        #expect(port.transientAddresses.map(\.description) == (2...5).map { "2001:db8::\($0)" })
        #expect(port.prefixLengths[try IPAddress("192.168.42.1")] == 24)
        #expect(port.prefixLengths[try IPAddress("10.0.0.1")] == 32)
    }

    @Test func `tell the port of the default route: the lowest metric, and IPv4 before IPv6`() {
        func port(_ routes: (inout Messages) -> Void) -> String? {
            var messages = Messages()
            for index in Int32(2)...5 { messages.link(index, "eth\(index)") }
            routes(&messages)
            messages.done()
            return messages.read().interfaces().first(where: \.hasDefaultRoute)?.name
        }
        #expect(port { _ in } == nil)
        #expect(
            port {
                $0.route(3); $0.route(2, metric: 100)
            } == "eth3")
        #expect(
            port {
                $0.route(5, metric: 200); $0.route(4, metric: 100)
            } == "eth4")
        #expect(
            port {
                $0.route(2, family: 10); $0.route(3, metric: 900)
            } == "eth3")
        #expect(port { $0.route(2, family: 10, metric: 1024) } == "eth2")
        #expect(port { $0.route(nil, Messages.hop(4)) } == "eth4")
        // Neither a network's route nor another table's is the default.
        #expect(
            port {
                $0.route(2, length: 24); $0.route(3, table: 255)
            } == nil)
    }

    @Test func `that are cut short or say nonsense are read as far as they go`() {
        var messages = Messages()
        messages.link(2, "eth0", mac: [0, 1, 2, 3, 4, 5], Messages.index(10, 4))
        messages.address(2, [192, 168, 42, 1])
        messages.route(2)
        messages.done()
        let octets = messages.octets
        for count in 0...octets.count {
            var cut = NetlinkMessages()
            octets.prefix(count).withUnsafeBytes { cut.read($0) }
            _ = cut.interfaces()
            #expect(cut.isDone == (count >= octets.count))
        }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<5_000 {
            var odd = octets
            for _ in 0..<Int.random(in: 1...8) {
                odd[Int.random(in: odd.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            var read = NetlinkMessages()
            odd.withUnsafeBytes { read.read($0) }
            let facts = HostFacts(interfaces: read.interfaces(), clock: IgnitionClock(reading: SoftwareRelease.date))
            _ = (facts.ports, facts.mac(of: facts.lan1Port))
        }
    }

    @Test func `that may be of two moments are told from whole ones`() {
        var messages = Messages()
        messages.add(16, flags: 0x12, Array(repeating: 0, count: 16))
        #expect(messages.read().isTorn && !Messages().read().isTorn)
    }
}
