public import CertificateModel
import Glibc

/// Looks at this host: its Ethernet ports with their addresses, and its clock.
public enum HostInspector {
    /// What is found, with the ports in the kernel's order (getifaddrs(3), packet(7)).
    ///
    /// Only real Ethernet ports count, and of their addresses only those that other machines can use and that last:
    /// temporary, deprecated and tentative IPv6 addresses are left out.
    public static func facts(now: Timestamp? = nil) -> HostFacts {
        HostFacts(interfaces: interfaces(), clock: IgnitionClock(reading: now ?? SystemClock.now()))
    }

    private struct Port {
        var index: Int32
        var mac: MACAddress?
        var ipv4: [IPAddress] = []
        var ipv6: [IPAddress] = []
    }

    private static func interfaces() -> [NetworkInterface] {
        var head: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&head) == 0 else { return [] }
        defer { freeifaddrs(head) }
        let passing = PassingAddresses.read()
        var ports: [String: Port] = [:]
        // The link layer's entries come first, but nothing promises so: two passes.
        for entry in sequence(first: head, next: { $0?.pointee.ifa_next }).compactMap({ $0 }) {
            guard let (name, port) = ethernetPort(entry.pointee) else { continue }
            ports[name] = port
        }
        for entry in sequence(first: head, next: { $0?.pointee.ifa_next }).compactMap({ $0 }) {
            let name = String(cString: entry.pointee.ifa_name)
            guard ports[name] != nil, let address = SocketAddress.ip(entry.pointee.ifa_addr),
                address.scope == .usable, !passing.contains(address)
            else { continue }
            if case .v4 = address { ports[name]?.ipv4.append(address) } else { ports[name]?.ipv6.append(address) }
        }
        return ports.sorted { $0.value.index < $1.value.index }.map { name, port in
            NetworkInterface(name: name, mac: port.mac, addresses: port.ipv4 + port.ipv6)
        }
    }

    /// The port that an entry of the link layer describes, read by the offsets of packet(7), since the C library's module
    /// leaves `sockaddr_ll` out: family 0, index 4, hardware type 8, length 11, address 12.
    private static func ethernetPort(_ entry: ifaddrs) -> (String, Port)? {
        // Ports that resolve no addresses are not for talking to other machines: dummies and traffic shapers.
        let excluded = UInt32(IFF_LOOPBACK | IFF_NOARP)
        guard let address = entry.ifa_addr, address.pointee.sa_family == sa_family_t(AF_PACKET),
            entry.ifa_flags & excluded == 0
        else { return nil }
        let link = UnsafeRawBufferPointer(start: address, count: 20)
        let hardwareType = link.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
        guard hardwareType == ethernet, link[11] == 6 else { return nil }
        let index = link.loadUnaligned(fromByteOffset: 4, as: Int32.self)
        return (String(cString: entry.ifa_name), Port(index: index, mac: MACAddress(octets: link[12..<18])))
    }

    /// ARPHRD_ETHER of net/if_arp.h.
    private static let ethernet: UInt16 = 1
}
