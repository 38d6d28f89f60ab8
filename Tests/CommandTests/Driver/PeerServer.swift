import Glibc
import Synchronization
import Testing

/// A server on a port of the loopback that the kernel chose; it ends with the value.
final class PeerServer {
    /// How it is named as a source of a review.
    let address: String
    let port: String
    private let child: Child

    private static let count = Atomic(0)

    /// Waits for the line `ACCEPT HOST:PORT`, with which all of these begin.
    private init(_ words: [String], in scratch: Scratch) throws {
        let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
        let (output, errors) = (scratch.path("server-\(number).out"), scratch.path("server-\(number).err"))
        let child = try Child(words, output: output, errors: errors, environment: Tool.environment)
        let line = /ACCEPT (\[?[0-9a-f.:]+\]?):([0-9]+)\n/
        var found: (host: String, port: String)?
        _ = PollDeadline().wait {
            found = (Files.text(output) ?? "").firstMatch(of: line).map { (String($0.output.1), String($0.output.2)) }
            return found != nil || child.hasEnded
        }
        let (host, port) = try #require(found, "\(words): \(Files.text(errors) ?? "")")
        self.port = port
        self.address = "\(host):\(port)"
        self.child = child
    }

    deinit { child.end() }

    /// Ends it, and with it every connection to it.
    func end() { child.end() }

    /// A real `openssl s_server` that shows this certificate and what else is in `chain`.
    convenience init(
        certificate: String, key: String, chain: String? = nil, host: String = "127.0.0.1", _ options: [String] = [],
        in scratch: Scratch
    ) throws {
        try self.init(
            ["openssl", "s_server", "-accept", "\(host):0", "-www", "-cert", certificate, "-key", key]
                + (chain.map { ["-cert_chain", $0] } ?? []) + options, in: scratch)
    }

    /// One of Tests/Fixtures/starttls-server.py, which speaks this protocol before TLS.
    convenience init(startTLS name: String, certificate: String, key: String, in scratch: Scratch) throws {
        try self.init(
            ["python3", "\(ImportMaterial.fixtures)/starttls-server.py", name, certificate, key], in: scratch)
    }

    /// One of Tests/Fixtures/mutating-server.py: the address at which it is asked says how it mutates what it sends.
    convenience init(mutatingWith certificate: String, key: String, in scratch: Scratch) throws {
        try self.init(["python3", "\(ImportMaterial.fixtures)/mutating-server.py", certificate, key], in: scratch)
    }

    /// What a server does that is none of TLS.
    enum Rudeness: String {
        case silent, text, hangup
    }

    /// One of Tests/Fixtures/rude-server.py; `octets` are what it says.
    convenience init(_ way: Rudeness, _ octets: [UInt8] = [], in scratch: Scratch) throws {
        let hexadecimal = octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        try self.init(
            ["python3", "\(ImportMaterial.fixtures)/rude-server.py", way.rawValue, hexadecimal], in: scratch)
    }
}
