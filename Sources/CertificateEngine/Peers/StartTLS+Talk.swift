import CertificateModel

extension StartTLS {
    /// Talks to the peer until it starts TLS. Returns octets of TLS that have already arrived. Throws the peer's answer
    /// if it refuses.
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
        // The EHLO keywords do not matter: the answer to STARTTLS says more.
        try socket.send(Array("STARTTLS\r\n".utf8))
        try expect("220", in: &talk, over: socket)
        return talk.rest
    }

    /// Reads one reply. All lines but the last have a hyphen after the code (RFC 5321 section 4.2.1).
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

    /// The EHLO argument is an address literal: the peer may reject the host's name (RFC 5321 section 4.1.3).
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
        // After the greetings PREAUTH and BYE, STARTTLS is not possible (section 7.1).
        guard greeting.uppercased().hasPrefix("* OK") else { throw .startTLSRefused(greeting) }
        try socket.send(Array("a1 STARTTLS\r\n".utf8))
        while true {
            let line = try talk.line(over: socket)
            // Untagged responses may come first.
            if line.hasPrefix("* ") { continue }
            guard line.hasPrefix("a1 ") else { throw .otherProtocol(line.isEmpty ? nil : line) }
            guard line.uppercased().hasPrefix("A1 OK") else { throw .startTLSRefused(line) }
            return talk.rest
        }
    }
}
