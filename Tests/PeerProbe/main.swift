// Asks servers for their certificates in a network of the test's own, and plays a name server there that never answers.
import CertificateEngine
import CertificateModel
import Glibc

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "ask":
    // ask HOST:PORT MILLISECONDS [TIMES]: three lines, the problem or how many certificates came from where, the hint or an
    // empty line, and the seconds that it took; of several times, the last.
    guard arguments.count >= 3, let address = try? PeerAddress(arguments[1]), let limit = Int(arguments[2]) else {
        exit(64)
    }
    for _ in 1..<(arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1) {
        _ = try? TLSPeer.ask(address, timeout: .milliseconds(limit))
    }
    let start = ContinuousClock.now
    do throws(PeerError) {
        let reply = try TLSPeer.ask(address, timeout: .milliseconds(limit))
        print("\(reply.chain.count) from \(reply.address)\n")
    } catch {
        print("\(error.problem)\n\(error.hint)")
    }
    print((ContinuousClock.now - start) / .seconds(1))
case "swallow":
    // Takes the port of a name server, says so, and reads nothing until it is ended.
    let socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(53).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    guard status == 0 else { exit(70) }
    print("ready")
    fflush(nil)
    pause()
default: exit(64)
}
