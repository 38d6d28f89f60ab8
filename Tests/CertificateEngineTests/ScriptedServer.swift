import CertificateModel
import Glibc
import Testing
import Threads

/// A server that does with each connection what a test wants; gives its port back with the value.
final class ScriptedServer: Sendable {
    let port: UInt16
    private let descriptor: Int32

    /// Serves with `script`; without one, lets connections wait for ever.
    init(_ script: (@Sendable (PeerConnection) -> Void)?) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        port = try LoopbackPort.bind(descriptor)
        guard listen(descriptor, 16) == 0 else { throw ShellCommand.SystemError(call: "listen") }
        guard let script else { return }
        let descriptor = descriptor
        DetachedThread.run {
            while true {
                let accepted = accept(descriptor, nil, nil)
                guard accepted >= 0 else { return }
                let connection = PeerConnection(descriptor: accepted)
                DetachedThread.run { script(connection) }
            }
        }
    }

    deinit {
        // Wakes the thread that waits in accept(2).
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }
}

/// Ports of the IPv4 loopback that the kernel chooses.
enum LoopbackPort {
    /// Binds a socket to a port that nobody has.
    static func bind(_ descriptor: Int32) throws -> UInt16 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
            }
        }
        guard status == 0 else { throw ShellCommand.SystemError(call: "bind") }
        return UInt16(bigEndian: address.sin_port)
    }
}

/// One end of a connection; closed with the value.
final class PeerConnection: Sendable {
    let descriptor: Int32

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Connects to a port of the IPv4 loopback.
    convenience init(port: UInt16) throws {
        self.init(descriptor: socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        address.sin_port = port.bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw ShellCommand.SystemError(call: "connect") }
    }

    deinit { close(descriptor) }

    /// Sends all of it; false where the other end is gone.
    @discardableResult
    func send(_ octets: [UInt8]) -> Bool {
        var rest = octets[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// What has arrived; none at the end.
    func receive(atMost limit: Int = 16_384) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            count = max(0, recv(descriptor, buffer.baseAddress, limit, 0))
        }
    }

    /// The next line without its end; nil at the end.
    func line() -> String? {
        var line: [UInt8] = []
        while let octet = receive(atMost: 1).first {
            if octet == 10 { return String(decoding: line, as: UTF8.self) }
            if octet != 13 { line.append(octet) }
        }
        return nil
    }

    /// Waits until the other end has closed.
    func drain() { while !receive().isEmpty {} }

    /// Hands everything on to a port of the loopback and back, until one end closes.
    func bridge(to port: UInt16) {
        guard let other = try? PeerConnection(port: port) else { return }
        DetachedThread.run {
            while case let octets = other.receive(), !octets.isEmpty, self.send(octets) {}
            shutdown(self.descriptor, Int32(SHUT_RDWR))
        }
        while case let octets = receive(), !octets.isEmpty, other.send(octets) {}
        shutdown(other.descriptor, Int32(SHUT_RDWR))
    }
}
