/// A format of private keys that a remote shell has for itself. TLS servers do not read it.
public enum KeyContainer: Hashable, Sendable {
    /// OpenSSH's (PROTOCOL.key), with its name of the algorithm.
    case openSSH(algorithm: String)
    /// PuTTY's, with its name of the algorithm.
    case puTTY(algorithm: String)

    /// The container that a PEM block of OpenSSH holds.
    init(openSSH octets: UnsafeRawBufferPointer) {
        var rest = octets.drop { $0 != 0 }.dropFirst()
        // The cipher, the KDF and its options, then the number of keys. The first public key begins with its algorithm.
        for _ in 0..<3 { _ = Self.string(&rest) }
        rest = rest.dropFirst(4)
        var key = Self.string(&rest) ?? rest.prefix(0)
        self = .openSSH(algorithm: Self.name(Self.string(&key) ?? key.prefix(0)))
    }

    /// The container that a text is; nil if PuTTY did not write it.
    init?(puTTY text: UnsafeRawBufferPointer) {
        let line = text.prefix(100).drop { Base64.isSpace($0) || $0 >= 0x80 }.prefix { $0 != 0x0a && $0 != 0x0d }
        guard line.starts(with: "PuTTY-User-Key-File-".utf8), let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            return nil
        }
        self = .puTTY(algorithm: Self.name(line[(colon + 1)...].drop(while: Base64.isSpace)))
    }

    /// Whether the program that made the container can write the key as PEM.
    var hasPEM: Bool {
        switch self {
        case .openSSH(let algorithm), .puTTY(let algorithm):
            algorithm == "ssh-rsa" || algorithm.hasPrefix("ecdsa-sha2-nistp")
        }
    }

    private static func name(_ octets: some Collection<UInt8>) -> String {
        let name = String(decoding: octets.prefix(64), as: UTF8.self)
        return name.isEmpty ? "unknown" : name
    }

    /// A string with its length before it (RFC 4251 section 5); nil if it is cut off.
    private static func string(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer>? {
        guard rest.count >= 4 else { return nil }
        let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(4)
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
