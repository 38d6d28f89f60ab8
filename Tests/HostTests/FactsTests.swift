import CertificateModel
import Testing

@testable import Host

@Suite struct `The host's facts` {
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

    @Test func `know a port by its name of last resort that is left out for want of an address`() {
        let lines = Namespace.run(
            """
            \(Namespace.port("wan", mac: "00:e0:07:05:73:07"))
            ip addr add 192.168.42.1/24 dev wan
            ip link add aux address 00:e0:07:05:73:08 type veth peer name aux-peer
            for mac in 00:e0:07:05:73:07 00:e0:07:05:73:08 00:e0:07:05:73:09; do $probe has $mac; done
            """)
        #expect(lines == ["true 1", "true 1", "false 1"])
    }

    @Test func `are empty on a host that has only the loopback interface`() {
        #expect(Namespace.run("$probe facts") == [])
    }

    @Test func `know temporary, deprecated, tentative and duplicate addresses by the kernel's flags`() throws {
        let text = """
            20010db8000000000000000000000001 02 40 00 01    wan
            20010db8000000000000000000000002 02 40 00 20    wan
            20010db8000000000000000000000003 02 40 00 40    wan
            20010db8000000000000000000000004 02 40 00 88    wan
            20010db8000000000000000000000005 02 40 00 80    wan
            20010db8000000000000000000000006 02 40 00 00    wan
            not a line
            xyz 02 40 00 01 wan
            """
        let expected = try ["2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8::4"].map { try IPAddress($0) }
        #expect(TransientAddresses.addresses(in: text) == Set(expected))
    }

    @Test func `take the clock that is given, or else the host's`() {
        let given = IgnitionClock(reading: Timestamp(secondsSinceEpoch: 7), isSynchronized: true)
        #expect(HostInspector.facts(clock: given).clock == given)
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
