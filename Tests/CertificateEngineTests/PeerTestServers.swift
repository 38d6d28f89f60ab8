import CertificateModel
import Glibc
import Testing
import Threads

/// A real `openssl s_server` on a port of the loopback that the kernel chose; ended with the value.
final class OpenSSLServer {
    let port: UInt16
    private let process: pid_t

    /// Serves `files` (an identity's PEM file with its key) with these options besides.
    init(_ file: String, _ options: [String] = [], on host: String = "127.0.0.1") throws {
        let path = "\(try ThirdParty.folder.get())/\(file)"
        let arguments =
            ["openssl", "s_server", "-accept", "\(host):0", "-key", path, "-cert", path, "-www"] + options
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw Tool.SystemError(call: "socketpair")
        }
        defer { close(ends[1]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        var strings: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for string in strings { free(string) } }
        var process = pid_t()
        guard posix_spawnp(&process, "openssl", &actions, nil, &strings, environ) == 0 else {
            throw Tool.SystemError(call: "posix_spawnp")
        }
        self.process = process
        close(ends[1])
        ends[1] = -1
        output = PeerConnection(descriptor: ends[0])
        var said = ""
        while let line = output.line() {
            said += line + "\n"
            guard line.hasPrefix("ACCEPT "), let digits = line.split(separator: ":").last, let port = UInt16(digits)
            else { continue }
            self.port = port
            return
        }
        throw Failure(output: said)
    }

    /// What it writes: kept open, for it would end at the first line that nobody takes.
    private let output: PeerConnection

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }

    struct Failure: Error {
        let output: String
    }
}

/// A server that does with each connection what a test wants; gives its port back with the value.
final class ScriptedServer: Sendable {
    let port: UInt16
    private let descriptor: Int32

    /// Serves with `script`; without one, lets connections wait for ever.
    init(_ script: (@Sendable (PeerConnection) -> Void)?) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        port = try LoopbackPort.bind(descriptor)
        guard listen(descriptor, 16) == 0 else { throw Tool.SystemError(call: "listen") }
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
        guard status == 0 else { throw Tool.SystemError(call: "bind") }
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
        guard status == 0 else { throw Tool.SystemError(call: "connect") }
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
