/// The first line of what a peer said where something else was expected.
enum FirstLine {
    /// The longest line that is read, in octets.
    static let limit = 512

    /// The line that begins with `octets`, its rest from the socket; nil where it is no text. What is there when the
    /// connection ends, or its deadline passes, is the line.
    static func read(from octets: [UInt8], then socket: borrowing PeerSocket) -> String? {
        var octets = octets
        while octets.count < limit, !octets.contains(10), text(of: octets) != nil,
            let more = try? socket.receive(atMost: limit), !more.isEmpty
        {
            octets += more
        }
        return text(of: octets)
    }

    /// The first line of these octets without its end; nil where it is empty or no text.
    static func text(of octets: [UInt8]) -> String? {
        let line = octets.prefix(limit).prefix { $0 != 10 && $0 != 13 }
        // Controls besides the tab are nothing that a line of a protocol has.
        guard !line.isEmpty, line.allSatisfy({ $0 >= 0x20 || $0 == 9 }) else { return nil }
        return String(decoding: line, as: UTF8.self)
    }
}
