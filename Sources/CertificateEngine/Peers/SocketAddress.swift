import CertificateModel
import Glibc
import Threads

/// An IP address and a port as a `sockaddr` (ip(7), ipv6(7)).
struct SocketAddress: Hashable, Sendable {
    /// The octets of a `sockaddr_in` or a `sockaddr_in6`.
    private let octets: [UInt8]

    /// A copy of the result of a system call; nil for another address family.
    init?(_ address: UnsafePointer<sockaddr>?, _ length: socklen_t) {
        guard let address, Int(length) >= MemoryLayout<sa_family_t>.size else { return nil }
        let size: Int
        switch Int32(address.pointee.sa_family) {
        case AF_INET: size = MemoryLayout<sockaddr_in>.size
        case AF_INET6: size = MemoryLayout<sockaddr_in6>.size
        default: return nil
        }
        guard Int(length) >= size else { return nil }
        octets = Array(UnsafeRawBufferPointer(start: address, count: size))
    }

    /// The result of a call such as getsockname(2); nil if it fails.
    init?(_ call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32) {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let made: SocketAddress? = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                call(address, &length) == 0 ? SocketAddress(address, length) : nil
            }
        }
        guard let made else { return nil }
        self = made
    }

    /// AF_INET or AF_INET6.
    var family: Int32 { octets.count == MemoryLayout<sockaddr_in>.size ? AF_INET : AF_INET6 }

    /// The IP address without the port.
    var ip: IPAddress? { IPAddress(octets: family == AF_INET ? octets[4..<8] : octets[8..<24]) }

    /// Lends the address to a system call.
    func withSockaddr<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var storage = sockaddr_storage()
        withUnsafeMutableBytes(of: &storage) { $0.copyBytes(from: octets) }
        return withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(octets.count)) }
        }
    }

    /// Address and port with the zone (getnameinfo(3) with NI_NUMERICHOST asks no name server): `[fe80::1%eth0]:443`.
    var text: String {
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        var service = [CChar](repeating: 0, count: Int(NI_MAXSERV))
        let status = withSockaddr { address, length in
            getnameinfo(
                address, length, &host, socklen_t(host.count), &service, socklen_t(service.count),
                NI_NUMERICHOST | NI_NUMERICSERV)
        }
        guard status == 0 else { return "?" }
        let (name, port) = (String(nulTerminated: host), String(nulTerminated: service))
        return family == AF_INET ? "\(name):\(port)" : "[\(name)]:\(port)"
    }
}
