import CertificateModel
import Testing

@testable import Host

@Suite("The host's facts")
struct FactsTests {
    @Test func `list the ports in the kernel's order, with hardware address, IPv4, then IPv6`() {
        let lines = Namespace.run(
            """
            \(Namespace.port("wan", mac: "00:e0:07:05:73:07"))
            \(Namespace.port("aux", mac: "00:e0:07:05:73:08"))
            ip addr add 2001:db8::1/64 dev wan nodad
            ip addr add 192.168.42.1/24 dev wan
            ip addr add 192.168.43.1/24 dev aux
            ip addr add fd00::7/64 dev aux nodad
            $probe facts
            """)
        #expect(
            lines == [
                "wan 00:e0:07:05:73:07 192.168.42.1 2001:db8::1",
                "aux 00:e0:07:05:73:08 192.168.43.1 fd00::7",
            ])
    }

    @Test func `leave out link-local, deprecated and tentative addresses, and the loopback interface`() {
        let lines = Namespace.run(
            """
            \(Namespace.port("wan", mac: "00:e0:07:05:73:07"))
            ip addr add 192.168.42.1/24 dev wan
            ip addr add 169.254.7.7/16 dev wan
            ip addr add fe80::7/64 dev wan nodad
            ip addr add 2001:db8::1/64 dev wan nodad
            ip addr add 2001:db8::2/64 dev wan nodad preferred_lft 0
            ip link set wan-peer down
            ip addr add 2001:db8::3/64 dev wan
            ip addr add 10.9.9.9/8 dev lo
            $probe facts
            """)
        #expect(lines == ["wan 00:e0:07:05:73:07 192.168.42.1 2001:db8::1"])
    }

    @Test func `leave out temporary addresses, and keep the one that they are made of`() {
        let lines = Namespace.run(
            """
            \(Namespace.port("wan", mac: "00:e0:07:05:73:07"))
            echo 2 > /proc/sys/net/ipv6/conf/wan/use_tempaddr
            ip addr add 2001:db8::5/64 dev wan mngtmpaddr nodad
            until ip -6 addr show dev wan temporary -tentative | grep -q inet6; do :; done
            $probe facts
            """)
        #expect(lines == ["wan 00:e0:07:05:73:07 2001:db8::5"])
    }

    @Test func `count an address with a label as one of its port`() {
        let lines = Namespace.run(
            """
            \(Namespace.port("wan", mac: "00:e0:07:05:73:07"))
            ip addr add 192.168.42.1/24 dev wan label wan:1
            $probe facts
            """)
        #expect(lines == ["wan 00:e0:07:05:73:07 192.168.42.1"])
    }

    @Test func `keep a port without an address where no other has one: its hardware address is the last resort`() {
        let lines = Namespace.run(
            """
            ip link add wan address 00:e0:07:05:73:07 type veth peer name aux address 00:e0:07:05:73:08
            $probe facts
            """)
        #expect(lines.sorted() == ["aux 00:e0:07:05:73:08 ", "wan 00:e0:07:05:73:07 "])
    }

    @Test func `are empty on a host that has only the loopback interface`() {
        #expect(Namespace.run("$probe facts") == [])
    }

    @Test func `know what each interface is, what it is on, and what it is a member of`() {
        let lines = Namespace.run(
            """
            \(Namespace.port("wan", mac: "00:e0:07:05:73:07"))
            ip link add br0 type bridge; ip link set wan master br0; ip link set br0 up
            ip addr add 192.168.42.1/24 dev br0; ip route add default via 192.168.42.254
            ip link add tun7 type gre local 192.168.42.1 remote 192.168.42.2 || ip tuntap add tun7 mode tun
            $probe interfaces | grep -v -e peer -e "^gre" -e "^erspan" -e "^ifb" -e "^sit" -e "^tunl" -e "^ip6"
            """)
        #expect(
            lines.sorted() == [
                "br0 bridge master - on - carrier default", "tun7 tunnel master - on - ",
                "wan veth master br0 on - carrier",
            ])
    }

    @Test func `have the machine's own name, unless every machine has it`() {
        #expect(
            Namespace.run(
                "unshare -u sh -c \"for name in PBX1.example.org localhost.localdomain a_b; do hostname \\$name; $probe hostname; done\""
            )
                == ["pbx1.example.org", "none", "none"])
    }

    @Test func `take the clock that is given, or else the host's`() {
        let given = IgnitionClock(reading: Timestamp(secondsSinceEpoch: 7), isSynchronized: true)
        #expect(HostInspector.facts(given).clock == given)
        let before = SystemClock.now()
        let reading = HostInspector.facts().clock.reading
        #expect(before <= reading && reading <= SystemClock.now())
    }

    @Test func `leave it open whether the clock is synchronised where the kernel does not say`() {
        // Tests/Isolation keeps adjtimex(2) from all tests.
        #expect(SystemClock.isSynchronized() == nil)
        #expect(HostInspector.facts().clock.isSynchronized == nil)
    }
}
