public import CertificateModel
import Glibc

/// Looks at the host that the program runs on.
public enum HostInspector {
    /// The Ethernet ports in the kernel's order, with the addresses that other machines can use, and the clock that
    /// is given, else the host's.
    public static func facts(clock: IgnitionClock? = nil) -> HostFacts {
        let addresses = InterfaceAddresses.onThisHost
        return HostFacts(
            interfaces: interfaces(addresses),
            clock: clock
                ?? IgnitionClock(
                    reading: SystemClock.now(), isSynchronized: SystemClock.isSynchronized()),
            hardwareAddresses: Set(addresses.links.map(\.mac)))
    }

    private static func interfaces(_ addresses: InterfaceAddresses) -> [NetworkInterface] {
        let passing = TransientAddresses.onThisHost
        let all = addresses.links.sorted { $0.index < $1.index }.map { link in
            let own = addresses.ip.filter { entry in
                entry.name == link.name && entry.address.scope == .usable && !passing.contains(entry.address)
            }.map(\.address)
            let sorted = own.filter(\.isIPv4) + own.filter { !$0.isIPv4 }
            return NetworkInterface(name: link.name, mac: link.mac, addresses: sorted)
        }
        // The kernel counts what it makes up itself (ifb, dummy, the far ends of containers) among the Ethernet ports, and
        // gives it a random hardware address; nobody plugs a cable into those.
        let ports = all.filter { !$0.addresses.isEmpty || hasHardware($0.name) }
        return ports.isEmpty ? all : ports
    }

    private static func hasHardware(_ name: String) -> Bool { access("/sys/class/net/\(name)/device", F_OK) == 0 }
}

extension IPAddress {
    fileprivate var isIPv4: Bool { if case .v4 = self { true } else { false } }
}
