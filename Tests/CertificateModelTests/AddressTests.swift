import CertificateModel
import Testing

@Suite("An address")
struct AddressTests {
    @Test(arguments: [
        // RFC 5952 sections 2 and 4, and RFC 4291 section 2.2.
        ("2001:0db8::0001", "2001:db8::1"), ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
        ("2001:DB8::AbC", "2001:db8::abc"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("0:0:0:0:0:0:0:1", "::1"), ("0:0:0:0:0:0:0:0", "::"),
        ("1:0:0:0:0:0:0:0", "1::"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
        ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5:6:c000:201"), (" fd00::7 ", "fd00::7"), ("192.168.42.1", "192.168.42.1"),
        ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
    ])
    func `is written as RFC 5952 says, and read back as the same`(_ typed: String, _ written: String) throws {
        let address = try IPAddress(typed)
        #expect(address.description == written)
        #expect(try IPAddress(written) == address)
        #expect(IPAddress(octets: address.octets) == address)
    }

    static let four = "type four numbers such as 192.168.42.1"
    static let groups = "type up to eight groups of hexadecimal digits such as 2001:db8::1"
    static let any = "type an address such as 192.168.42.1 or 2001:db8::1"
    static let bound = "use numbers from 0 to 255 in an IPv4 address"

    @Test(arguments: [
        ("10.0.0.256", "\"10.0.0.256\" is not an IPv4 address: 256 is more than 255", bound),
        (
            "99999999999999999999.1.1.1",
            "\"99999999999999999999.1.1.1\" is not an IPv4 address: 99999999999999999999 is more than 255", bound
        ),
        (
            "01.2.3.4", "\"01.2.3.4\" is not an IPv4 address: \"01\" starts with a zero",
            "type each number without leading zeros, since some programs read them as octal"
        ),
        ("1.2.3", "\"1.2.3\" is not an IPv4 address", four),
        ("1.2.3.4.5", "\"1.2.3.4.5\" is not an IPv4 address", four),
        ("1.2.3.", "\"1.2.3.\" is not an IPv4 address", four), ("1..2.3", "\"1..2.3\" is not an IPv4 address", four),
        ("0x1.2.3.4", "\"0x1.2.3.4\" is not an IPv4 address", four),
        ("-1.2.3.4", "\"-1.2.3.4\" is not an IPv4 address", four),
        ("1.2.3.4/24", "\"1.2.3.4/24\" is not an IPv4 address", four),
        ("１.2.3.4", "\"１.2.3.4\" is not an IPv4 address", four),
        ("١.2.3.4", "\"١.2.3.4\" is not an IPv4 address", four),
        ("", "\"\" is not an IP address", any), ("ipo1", "\"ipo1\" is not an IP address", any),
        ("12", "\"12\" is not an IP address", any), (":::", "\":::\" is not an IPv6 address", groups),
        ("1::2::3", "\"1::2::3\" is not an IPv6 address", groups), ("g::", "\"g::\" is not an IPv6 address", groups),
        ("12345::", "\"12345::\" is not an IPv6 address", groups), ("１::", "\"１::\" is not an IPv6 address", groups),
        ("1:2:3:4:5:6:7", "\"1:2:3:4:5:6:7\" is not an IPv6 address", groups),
        ("1:2:3:4:5:6:7:8:9", "\"1:2:3:4:5:6:7:8:9\" is not an IPv6 address", groups),
        ("1:2:3:4::5:6:7:8", "\"1:2:3:4::5:6:7:8\" is not an IPv6 address", groups),
        ("1.2.3.4::", "\"1.2.3.4::\" is not an IPv6 address", groups),
        ("::1.2.3.256", "\"::1.2.3.256\" is not an IPv6 address", groups),
        ("2001:db8:: 1.2.3.4", "\"2001:db8:: 1.2.3.4\" is not an IPv6 address", groups),
        ("[2001:db8::1]", "\"[2001:db8::1]\" is not an IPv6 address", groups),
        ("2001:db8::1/64", "\"2001:db8::1/64\" is not an IPv6 address", groups),
        (
            "fe80::1%eth0", "\"fe80::1%eth0\" has a zone id, which only this host understands",
            "type the address without \"%\" and what follows it"
        ),
    ])
    func `that is none is refused with the reason`(_ typed: String, _ problem: String, _ hint: String) {
        #expect(ModelSample.refusal { () throws(Refusal) in try IPAddress(typed) } == "\(problem)\nhint: \(hint)")
    }

    static let loopback = "a loopback address, which only this host itself can reach"
    static let unspecified = "an unspecified address, which stands for no host"
    static let multicast = "a multicast address, which stands for a group of hosts"
    static let linkLocal = "a link-local address, which means something else on every link"
    static let reserved = "a reserved or broadcast address, which no host can have"

    @Test(arguments: [
        ("127.0.0.1", loopback), ("127.255.255.254", loopback), ("::1", loopback), ("0.0.0.0", unspecified),
        ("0.1.2.3", unspecified), ("::", unspecified), ("224.0.0.1", multicast), ("239.255.255.255", multicast),
        ("ff02::1", multicast), ("169.254.1.1", linkLocal), ("fe80::1", linkLocal), ("febf::1", linkLocal),
        ("240.0.0.1", reserved), ("255.255.255.255", reserved),
    ])
    func `that others cannot use is refused for a LAN port`(_ typed: String, _ reason: String) {
        let refusal =
            typed.contains(":")
            ? ModelSample.refusal { () throws(Refusal) in try LANPort.ipv6(typed) }
            : ModelSample.refusal { () throws(Refusal) in try LANPort.ipv4(typed) }
        #expect(refusal == "\"\(typed)\" is \(reason)\nhint: type the address that other machines use for this port")
    }

    @Test func `of version 4 in the form of version 6 is refused for a LAN port`() {
        #expect(
            ModelSample.refusal { () throws(Refusal) in try LANPort.ipv6("::ffff:192.0.2.1") }
                == "\"::ffff:192.0.2.1\" is an IPv4 address in IPv6 form\nhint: type it as an IPv4 address")
    }

    @Test(arguments: [
        "1.0.0.0", "10.0.0.1", "126.255.255.255", "128.0.0.1", "169.253.1.1", "172.16.0.1", "223.255.255.255",
    ])
    func `next to those is taken`(_ typed: String) throws {
        #expect(try LANPort.ipv4(typed).description == typed)
    }

    @Test(arguments: ["2001:db8::1", "fd00::1", "fec0::1", "::2", "64:ff9b::1"])
    func `of version 6 next to those is taken`(_ typed: String) throws {
        #expect(try LANPort.ipv6(typed).description == typed)
    }

    @Test func `of hardware gives the host name of last resort`() throws {
        let mac = try #require(MACAddress(octets: [0x00, 0xe0, 0x07, 0x05, 0x73, 0x07]))
        #expect(mac.hostName.text == "00e007057307" && mac.description == "00:e0:07:05:73:07")
        #expect(MACAddress(octets: [0, 0, 0, 0, 0, 0]) == nil && MACAddress(octets: [1, 2, 3, 4, 5]) == nil)
    }
}
