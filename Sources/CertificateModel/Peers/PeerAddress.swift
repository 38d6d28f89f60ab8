/// A server to ask for its certificates: a host and a TCP port (RFC 3986 section 3.2 writes them so).
public struct PeerAddress: Hashable, Sendable, CustomStringConvertible {
    /// The host.
    public let host: PeerHost
    /// The interface through which a link-local address is reached (RFC 4007 section 11), for example `eth0`.
    public let zone: String?
    /// The port, 1 to 65535.
    public let port: UInt16

    /// The address that `text` writes: `ipo1.example.com:443`, `192.0.2.1:443`, `[2001:db8::1]:443` or
    /// `[fe80::1%eth0]:443`; refused with the reason where it writes none.
    public init(_ text: some StringProtocol) throws(Refusal) {
        let typed = text.trimmed
        let quoted = VisibleText.quoted(typed)
        guard !typed.isEmpty else {
            throw Refusal("\"\" is not the address of a server", hint: "type a host and a port: ipo1.example.com:443")
        }
        guard !typed.contains("/") else {
            throw Refusal(
                "\(quoted) is not the address of a server",
                hint: "type only the host and the port: ipo1.example.com:443")
        }
        let (host, port) = try Self.split(typed, quoted: quoted)
        let isDecimal = !port.isEmpty && port.utf8.allSatisfy { (48...57).contains($0) }
        guard isDecimal, let number = UInt16(port), number > 0 else {
            throw Refusal(
                "\(quoted) has the port \(VisibleText.quoted(port)), which is not a port",
                hint: "use a port from 1 to 65535")
        }
        self.port = number
        (self.host, zone) = try Self.parse(host, quoted: quoted)
    }

    /// A port of an IP address.
    public init(_ address: IPAddress, port: UInt16) {
        host = .ip(address)
        zone = nil
        self.port = port
    }

    /// The address in its canonical form, an IPv6 address in brackets.
    public var description: String {
        guard case .ip(.v6(let address)) = host else { return "\(host):\(port)" }
        return "[\(address)\(zone.map { "%\($0)" } ?? "")]:\(port)"
    }

    /// Whether `text` ends in a port, as the address of a server does. The caller finds out whether a file has that
    /// name. The initialiser may still refuse the text.
    public static func looksLikePeer(_ text: String) -> Bool {
        let text = text.trimmed
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")), colon > text.startIndex else { return false }
        let digits = text.utf8[text.utf8.index(after: colon)...]
        // A path has slashes, and a server's address has none; an address copied from a browser is better refused as one.
        return (1...5).contains(digits.count) && digits.allSatisfy { (48...57).contains($0) }
            && (!text.contains("/") || text.contains("://"))
    }

    /// The host, brackets and all, and what stands behind the last colon.
    private static func split(_ typed: String, quoted: String) throws(Refusal) -> (host: Substring, port: Substring) {
        let isBracketed = typed.hasPrefix("[")
        let end = isBracketed ? typed.firstIndex(of: "]") : typed.lastIndex(of: ":")
        guard let end else {
            guard isBracketed else {
                throw Refusal("\(quoted) has no port", hint: "put a port behind it: \(example(typed)):443")
            }
            throw Refusal("\(quoted) has a bracket that is not closed", hint: "type it like [2001:db8::1]:443")
        }
        guard isBracketed else {
            guard !typed[..<end].contains(":") else {
                throw Refusal(
                    "\(quoted) has more than one colon, and no brackets",
                    hint: "put an IPv6 address into brackets: [2001:db8::1]:443")
            }
            return (typed[..<end], typed[typed.index(after: end)...])
        }
        let rest = typed[typed.index(after: end)...]
        guard rest.hasPrefix(":") else {
            throw Refusal("\(quoted) has no port", hint: "put a port behind the bracket: [2001:db8::1]:443")
        }
        return (typed[...end], rest.dropFirst())
    }

    /// The typed host if it is one, else an example.
    private static func example(_ typed: String) -> String {
        ((try? HostName(typed).text) ?? (try? IPv4Address(typed).description)) ?? "ipo1.example.com"
    }

    private static func parse(_ host: Substring, quoted: String) throws(Refusal) -> (PeerHost, zone: String?) {
        guard host.hasPrefix("[") else {
            if let address = try? IPv4Address(host) { return (.ip(.v4(address)), nil) }
            // RFC 6761 section 6.3: it is this machine, and that may be asked too.
            if host.lowercased() == "localhost" { return (.name(HostName(checked: "localhost")), nil) }
            guard !host.isEmpty else {
                throw Refusal("\(quoted) has no host", hint: "put a name or an address before the colon")
            }
            return (.name(try HostName(host)), nil)
        }
        let inside = host.dropFirst().dropLast()
        guard let percent = inside.firstIndex(of: "%") else { return (.ip(.v6(try IPv6Address(inside))), nil) }
        let address = try IPv6Address(inside[..<percent])
        let zone = inside[inside.index(after: percent)...]
        // The name of an interface as Linux has it (netdevice(7)), or its number.
        guard (1...15).contains(zone.utf8.count), !zone.contains("/"), !zone.contains("%"),
            zone.unicodeScalars.allSatisfy({ (0x21..<0x7f).contains($0.value) })
        else {
            throw Refusal(
                "\(quoted) has the zone id \(VisibleText.quoted(zone)), which is not the name of an interface",
                hint: "put the name of an interface of this host behind \"%\": [fe80::1%eth0]:443")
        }
        guard IPAddress.v6(address).scope == .linkLocal else {
            throw Refusal(
                "\(quoted) has a zone id, and only link-local addresses have one",
                hint: "leave out \"%\" and what follows it up to the bracket")
        }
        return (.ip(.v6(address)), String(zone))
    }
}
