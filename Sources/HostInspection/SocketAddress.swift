import CertificateModel
import Glibc

/// Socket addresses (ip(7), ipv6(7)), and the IP addresses in them.
enum SocketAddress {
    /// The IP address of a socket address of either family; nil for other families.
    static func ip(_ address: UnsafePointer<sockaddr>?) -> IPAddress? {
        guard let address else { return nil }
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            let socket = raw.loadUnaligned(as: sockaddr_in.self)
            return withUnsafeBytes(of: socket.sin_addr) { IPAddress(octets: Array($0)) }
        case AF_INET6:
            let socket = raw.loadUnaligned(as: sockaddr_in6.self)
            return withUnsafeBytes(of: socket.sin6_addr) { IPAddress(octets: Array($0)) }
        default: return nil
        }
    }

    /// Lends a socket address of an IP address, without a port.
    static func with<Result>(
        _ address: IPAddress, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        func lend<Socket>(_ socket: Socket) -> Result {
            withUnsafeBytes(of: socket) { bytes in
                bytes.withMemoryRebound(to: sockaddr.self) { buffer in
                    guard let base = buffer.baseAddress else { preconditionFailure("a socket address is not empty") }
                    return body(base, socklen_t(bytes.count))
                }
            }
        }
        switch address {
        case .v4(let address):
            var socket = sockaddr_in()
            socket.sin_family = sa_family_t(AF_INET)
            withUnsafeMutableBytes(of: &socket.sin_addr) { $0.copyBytes(from: address.octets) }
            return lend(socket)
        case .v6(let address):
            var socket = sockaddr_in6()
            socket.sin6_family = sa_family_t(AF_INET6)
            withUnsafeMutableBytes(of: &socket.sin6_addr) { $0.copyBytes(from: address.octets) }
            return lend(socket)
        }
    }
}
