import CertificateModel
import Glibc

/// What getifaddrs(3) tells: the Ethernet links, and the IP addresses by the name of their link.
struct InterfaceAddresses {
    /// An Ethernet port.
    struct Link {
        let name: String
        let index: Int32
        let mac: MACAddress
    }

    private(set) var links: [Link] = []
    private(set) var ip: [(name: String, address: IPAddress)] = []

    /// The host's; empty where the kernel gives none.
    static var onThisHost: InterfaceAddresses {
        var result = InterfaceAddresses()
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return result }
        defer { freeifaddrs(first) }
        var next = first
        while let entry = next {
            result.take(entry.pointee)
            next = entry.pointee.ifa_next
        }
        return result
    }

    private mutating func take(_ entry: ifaddrs) {
        // A port that resolves no addresses is not for talking to other machines: dummies and traffic shapers.
        let excluded = UInt32(IFF_LOOPBACK | IFF_NOARP)
        guard let address = entry.ifa_addr, entry.ifa_flags & excluded == 0 else { return }
        // An address may carry a label such as "eth0:1" in place of the name of its link.
        let name = String(String(cString: entry.ifa_name).prefix { $0 != ":" })
        switch Int32(address.pointee.sa_family) {
        case AF_PACKET: takeLink(name, UnsafeRawPointer(address))
        case AF_INET: takeAddress(name, UnsafeRawPointer(address), offset: 4, count: 4)
        case AF_INET6: takeAddress(name, UnsafeRawPointer(address), offset: 8, count: 16)
        default: break
        }
    }

    /// Reads a `sockaddr_ll`, whose layout is the kernel's (packet(7)): index at 4, type at 8, length at 11, address at 12.
    private mutating func takeLink(_ name: String, _ address: UnsafeRawPointer) {
        let ethernet: UInt16 = 1
        let octets = UnsafeRawBufferPointer(start: address + 12, count: 6)
        guard address.load(fromByteOffset: 8, as: UInt16.self) == ethernet,
            address.load(fromByteOffset: 11, as: UInt8.self) == 6, let mac = MACAddress(octets: octets)
        else { return }
        links.append(Link(name: name, index: address.load(fromByteOffset: 4, as: Int32.self), mac: mac))
    }

    /// Reads the address of a `sockaddr_in` or a `sockaddr_in6`.
    private mutating func takeAddress(_ name: String, _ address: UnsafeRawPointer, offset: Int, count: Int) {
        let octets = UnsafeRawBufferPointer(start: address + offset, count: count)
        if let address = IPAddress(octets: octets) { ip.append((name, address)) }
    }
}
