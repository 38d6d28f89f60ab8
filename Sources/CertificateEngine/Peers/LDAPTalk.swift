/// StartTLS of LDAP (RFC 4511 section 4.14).
enum LDAPTalk {
    /// The largest response.
    private static let most = 65_536

    /// An LDAPMessage with messageID 1 and the StartTLS extended request, in BER.
    private static let request: [UInt8] =
        [0x30, 0x1d, 0x02, 0x01, 0x01, 0x77, 0x18, 0x80, 0x16] + Array("1.3.6.1.4.1.1466.20037".utf8)

    static func startTLS(over socket: borrowing PeerSocket) throws(PeerError.Cause) -> [UInt8] {
        try socket.send(request)
        var octets: [UInt8] = []
        while true {
            let more = try socket.receive(atMost: 4096)
            guard !more.isEmpty else { throw octets.isEmpty ? .hungUp(during: .greeting) : .otherProtocol(nil) }
            octets += more
            // A SEQUENCE with a definite length (section 5.1).
            guard octets[0] == 0x30 else { throw .otherProtocol(FirstLine.read(from: octets, then: socket)) }
            guard let message = octets.withUnsafeBytes({ try? DERHeader($0) }) else {
                // A header of more than six octets is of no message that fits.
                guard octets.count < 6 else { throw .otherProtocol(nil) }
                continue
            }
            guard let end = message.end, end <= most else { throw .otherProtocol(nil) }
            guard octets.count >= end else { continue }
            if let cause = octets.withUnsafeBytes({ refusal(message, $0) }) { throw cause }
            return Array(octets[end...])
        }
    }

    /// Why the server refuses StartTLS; nil if it accepts (section 4.12).
    private static func refusal(_ message: DERHeader, _ bytes: UnsafeRawBufferPointer) -> PeerError.Cause? {
        let parts = message.children(of: bytes, limit: 3)
        guard parts.count >= 2, parts[1].tag == 0x78 else { return .otherProtocol(nil) }
        let fields = parts[1].children(of: bytes, limit: 3)
        guard fields.count == 3, fields[0].tag == 0x0a, fields[2].tag == 0x04 else { return .otherProtocol(nil) }
        let code = fields[0].contents(of: bytes)
        guard code.count == 1, let result = code.first else { return .otherProtocol(nil) }
        guard result != 0 else { return nil }
        let words = String(decoding: fields[2].contents(of: bytes).prefix(FirstLine.limit), as: UTF8.self)
        return .startTLSRefused(words.isEmpty ? "result \(result)" : "result \(result): \(words)")
    }
}
