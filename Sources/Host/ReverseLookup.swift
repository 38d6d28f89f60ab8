public import CertificateModel
import Glibc
import Threads

/// Asks the resolver for the name of an address, and waits no longer than a deadline.
///
/// getnameinfo(3) cannot be told when to stop, so it runs on a thread of its own, which is left to itself where the
/// deadline passes first.
public enum ReverseLookup {
    /// The name of an address; nil where there is none, where it is no host name, or where the deadline passes.
    public static func name(of address: IPAddress, within duration: Duration = .seconds(2)) -> HostName? {
        let name = Promise<HostName?>()
        guard DetachedThread.start({ name.fulfil(query(address)) }) else { return nil }
        return name.wait(for: duration) ?? nil
    }

    /// The same without waiting: `completion` is called once, on another thread, by the deadline at the latest.
    public static func start(
        _ address: IPAddress, within duration: Duration = .seconds(2),
        completion: @escaping @Sendable (HostName?) -> Void
    ) {
        let isStarted = DetachedThread.start { completion(name(of: address, within: duration)) }
        if !isStarted { completion(nil) }
    }

    /// The name that the resolver gives, however long that takes.
    private static func query(_ address: IPAddress) -> HostName? {
        var storage = sockaddr_storage()
        let length: Int
        switch address {
        case .v4: length = MemoryLayout<sockaddr_in>.size
        case .v6: length = MemoryLayout<sockaddr_in6>.size
        }
        withUnsafeMutableBytes(of: &storage) { bytes in
            switch address {
            case .v4(let address): bytes[4..<8].copyBytes(from: address.octets)
            case .v6(let address): bytes[8..<24].copyBytes(from: address.octets)
            }
        }
        storage.ss_family = sa_family_t(length == MemoryLayout<sockaddr_in>.size ? AF_INET : AF_INET6)
        var name = [CChar](repeating: 0, count: 1025)
        let status = withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                getnameinfo(address, socklen_t(length), &name, socklen_t(name.count), nil, 0, NI_NAMEREQD)
            }
        }
        guard status == 0 else { return nil }
        let text = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        // A name server can answer anything: text that is not a host name is ignored.
        return try? HostName(text)
    }
}
