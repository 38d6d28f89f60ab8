import CertificateModel

extension StartTLS {
    /// Talks to a peer until it starts TLS; what it has already sent of that. Throws its answer where it does not.
    func negotiate(over socket: borrowing PeerSocket) throws(PeerError.Cause) -> [UInt8] {
        switch self {
        case .smtp: try SMTPTalk.startTLS(over: socket)
        case .imap: try IMAPTalk.startTLS(over: socket)
        case .ldap: try LDAPTalk.startTLS(over: socket)
        }
    }
}

/// STARTTLS of mail servers (RFC 3207).
enum SMTPTalk {
    static func startTLS(over socket: borrowing PeerSocket) throws(PeerError.Cause) -> [UInt8] {
        var talk = LineTalk()
        try expect("220", in: &talk, over: socket)
        try socket.send(Array("EHLO \(name(of: socket))\r\n".utf8))
        try expect("250", in: &talk, over: socket)
        // Whether the peer offered it does not matter: its answer says more.
        try socket.send(Array("STARTTLS\r\n".utf8))
        try expect("220", in: &talk, over: socket)
        return talk.rest
    }

    /// Reads one answer, of which all lines but the last have a hyphen behind the code (RFC 5321 section 4.2.1).
    private static func expect(
        _ code: String, in talk: inout LineTalk, over socket: borrowing PeerSocket
    ) throws(PeerError.Cause) {
        while true {
            let line = try talk.line(over: socket)
            let digits = line.utf8.prefix(3)
            let mark = line.utf8.dropFirst(3).first
            guard digits.count == 3, digits.allSatisfy({ (48...57).contains($0) }),
                mark == nil || mark == UInt8(ascii: " ") || mark == UInt8(ascii: "-")
            else { throw .otherProtocol(line.isEmpty ? nil : line) }
            guard line.hasPrefix(code) else { throw .startTLSRefused(line) }
            if mark != UInt8(ascii: "-") { return }
        }
    }

    /// The EHLO name: an address literal, because the peer may refuse the host's name (RFC 5321 section 4.1.3).
    private static func name(of socket: borrowing PeerSocket) -> String {
        switch socket.local?.ip {
        case .v4(let address)?: "[\(address)]"
        case .v6(let address)?: "[IPv6:\(address)]"
        case nil: "[127.0.0.1]"
        }
    }
}

/// STARTTLS of mailbox servers (RFC 9051 section 6.2.1).
enum IMAPTalk {
    static func startTLS(over socket: borrowing PeerSocket) throws(PeerError.Cause) -> [UInt8] {
        var talk = LineTalk()
        let greeting = try talk.line(over: socket)
        guard greeting.hasPrefix("* ") else { throw .otherProtocol(greeting.isEmpty ? nil : greeting) }
        // PREAUTH and BYE are the other greetings: neither leaves a way to TLS (section 7.1).
        guard greeting.uppercased().hasPrefix("* OK") else { throw .startTLSRefused(greeting) }
        try socket.send(Array("a1 STARTTLS\r\n".utf8))
        while true {
            let line = try talk.line(over: socket)
            // What the server says unasked comes in between.
            if line.hasPrefix("* ") { continue }
            guard line.hasPrefix("a1 ") else { throw .otherProtocol(line.isEmpty ? nil : line) }
            guard line.uppercased().hasPrefix("A1 OK") else { throw .startTLSRefused(line) }
            return talk.rest
        }
    }
}
