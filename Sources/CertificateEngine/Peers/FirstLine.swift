/// The first line of an answer in an unexpected protocol.
enum FirstLine {
    /// The longest line that is read, in octets.
    static let limit = 512

    /// The line that begins with `octets`; the rest is read from the socket. Nil if it is not text. If the connection
    /// ends or the deadline passes first, the line ends there.
    static func read(from octets: [UInt8], then socket: borrowing PeerSocket) -> String? {
        var octets = octets
        while octets.count < limit, !octets.contains(10), text(of: octets) != nil,
            let more = try? socket.receive(atMost: limit), !more.isEmpty
        {
            octets += more
        }
        return text(of: octets)
    }

    /// The first line of these octets without its line end; nil if it is empty or not text.
    static func text(of octets: [UInt8]) -> String? {
        let line = octets.prefix(limit).prefix { $0 != 10 && $0 != 13 }
        // Text protocols have no control characters except the tab.
        guard !line.isEmpty, line.allSatisfy({ $0 >= 0x20 || $0 == 9 }) else { return nil }
        return String(decoding: line, as: UTF8.self)
    }
}
