import CertificateModel
import Glibc

/// A TCP socket that listens at an endpoint (ip(7), ipv6(7)).
enum PageListener {
    /// Opens it, or throws the reason why that failed. The caller closes it.
    static func open(_ endpoint: PageEndpoint) throws(PageFailure) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let listener = socket(endpoint.address.isIPv4 ? AF_INET : AF_INET6, type, 0)
        guard listener >= 0 else { throw .notOpened(endpoint, code: errno) }
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(listener, to: endpoint) == 0, listen(listener, 64) == 0 else {
            let code = errno
            close(listener)
            throw .notOpened(endpoint, code: code)
        }
        return listener
    }

    private static func bind(_ listener: Int32, to endpoint: PageEndpoint) -> Int32 {
        func call<Address>(_ address: Address) -> Int32 {
            withUnsafeBytes(of: address) { bytes in
                bytes.withMemoryRebound(to: sockaddr.self) {
                    Glibc.bind(listener, $0.baseAddress, socklen_t(bytes.count))
                }
            }
        }
        if endpoint.address.isIPv4 {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = endpoint.port.bigEndian
            withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: endpoint.address.octets) }
            return call(address)
        }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = endpoint.port.bigEndian
        withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: endpoint.address.octets) }
        return call(address)
    }

    /// Takes a client that waits: its socket, and its address; nil where none does.
    static func accept(_ listener: Int32) -> (socket: Int32, client: IPAddress)? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let socket = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.accept(listener, $0, &length) }
        }
        guard socket >= 0 else { return nil }
        _ = fcntl(socket, F_SETFL, O_NONBLOCK)
        let octets = withUnsafeBytes(of: storage) { bytes in
            storage.ss_family == sa_family_t(AF_INET) ? Array(bytes[4..<8]) : Array(bytes[8..<24])
        }
        guard let client = IPAddress(octets: octets) else {
            close(socket)
            return nil
        }
        return (socket, client)
    }
}
