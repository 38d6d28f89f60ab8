/// Reads lines from a peer in a text protocol (RFC 5321 section 2.3.8), with limits on their length and number.
struct LineTalk: ~Copyable {
    /// The most octets that a peer may send before TLS.
    private static let most = 65_536

    private var octets: [UInt8] = []
    private var taken = 0

    /// What follows the last line that was taken.
    var rest: [UInt8] { Array(octets[taken...]) }

    /// The next line without its line end, truncated to the length that is shown.
    mutating func line(over socket: borrowing PeerSocket) throws(PeerError.Cause) -> String {
        while true {
            if let end = octets[taken...].firstIndex(of: 10) {
                let line = Array(octets[taken..<end])
                taken = end + 1
                return FirstLine.text(of: line) ?? ""
            }
            guard octets.count < Self.most else { throw .otherProtocol(FirstLine.text(of: rest)) }
            let more = try socket.receive(atMost: 4096)
            guard !more.isEmpty else {
                let said = FirstLine.text(of: rest)
                throw said == nil ? .hungUp(during: .greeting) : .otherProtocol(said)
            }
            octets += more
        }
    }
}
