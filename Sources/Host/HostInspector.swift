import CNetlink
public import CertificateModel
import Glibc
import Threads

/// Looks at the host that the program runs on.
public enum HostInspector {
    /// The interfaces with their addresses, the machine's name, and the clock that is given, else the host's.
    public static func facts(_ clock: IgnitionClock? = nil) -> HostFacts {
        let clock = clock ?? IgnitionClock(reading: SystemClock.now(), isSynchronized: SystemClock.isSynchronized())
        return HostFacts(interfaces: interfaces, clock: clock, name: machineName)
    }

    /// The interfaces as the kernel tells of them; none where it does not.
    private static var interfaces: [NetworkInterface] {
        for _ in 0..<5 {
            guard let messages = ask() else { return [] }
            if messages.isTorn { continue }
            return messages.interfaces(
                isHardware: { has($0, "device") }, isWireless: { has($0, "phy80211") || has($0, "wireless") })
        }
        return []
    }

    /// What sysfs(5) says of an interface.
    private static func has(_ name: String, _ what: String) -> Bool {
        access("/sys/class/net/\(name)/\(what)", F_OK) == 0
    }

    private static func ask() -> NetlinkMessages? {
        let socket = CNetlink_open_questions()
        guard socket >= 0 else { return nil }
        defer { close(socket) }
        var messages = NetlinkMessages()
        // Larger than what the kernel sends at once (NLMSG_GOODSIZE, at most 32 KiB).
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        // RTM_GETLINK, RTM_GETADDR, RTM_GETROUTE
        for (sequence, type) in [Int32(18), 22, 26].enumerated() {
            guard CNetlink_ask(socket, type, UInt32(sequence + 1)) == 0 else { return nil }
            repeat {
                let count = CNetlink_receive(socket, buffer.baseAddress, buffer.count)
                guard count > 0 else { return nil }
                messages.read(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            } while !messages.isDone
        }
        return messages
    }

    private static var machineName: HostName? {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return nil }
        return try? HostName(String(nulTerminated: name))
    }
}
