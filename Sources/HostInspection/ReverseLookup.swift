public import CertificateModel
import Glibc
import Synchronization

/// Asks for the name of an address (getnameinfo(3)), and waits no longer than it is told.
///
/// The resolver cannot be interrupted, so it works on a thread of its own, which is left to itself at the deadline.
public enum ReverseLookup {
    /// The name of an address; nil where there is none, none that is a host name, or none in time.
    public static func name(of address: IPAddress, deadline: Duration = .seconds(2)) -> HostName? {
        guard let answer = LookupAnswer() else { return nil }
        DetachedThread.start { answer.give(resolve(address)) }
        return answer.wait(deadline)
    }

    /// The same without waiting: the completion is called once, on another thread, at the deadline at the latest.
    public static func start(
        _ address: IPAddress, deadline: Duration = .seconds(2), completion: @escaping @Sendable (HostName?) -> Void
    ) {
        DetachedThread.start { completion(name(of: address, deadline: deadline)) }
    }

    private static func resolve(_ address: IPAddress) -> HostName? {
        var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let status = SocketAddress.with(address) { socket, length in
            getnameinfo(socket, length, &name, socklen_t(name.count), nil, 0, NI_NAMEREQD)
        }
        guard status == 0 else { return nil }
        let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return try? HostName(String(decoding: bytes, as: UTF8.self))
    }
}

/// What a lookup found, handed from its thread to the one that waits; the last of the two lets go of it.
private final class LookupAnswer: Sendable {
    private let name = Mutex<HostName?>(nil)
    private let readEnd: Int32
    private let writeEnd: Int32

    /// Fails where the process has no descriptors left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    func give(_ found: HostName?) {
        name.withLock { $0 = found }
        _ = write(writeEnd, [1], 1)
    }

    func wait(_ deadline: Duration) -> HostName? {
        let end = ContinuousClock.now.advanced(by: deadline)
        var waiting = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        while true {
            let left = ContinuousClock.now.duration(to: end).components
            let milliseconds = max(left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000, 0)
            let count = poll(&waiting, 1, Int32(clamping: milliseconds))
            if count < 0, errno == EINTR { continue }
            return count > 0 ? name.withLock { $0 } : nil
        }
    }
}
