import CertificateEngine
import CertificateModel
import Glibc
import Testing

/// A server that does not show its certificates: the sentence that says why, and never later than asked for.
@Suite(.serialized) struct PeerRefusalTests {
    private static let brief = Duration.milliseconds(500)

    private func expect(
        _ sentences: String, startTLS: StartTLS? = nil, timeout: Duration = .seconds(5),
        from script: (@Sendable (PeerConnection) -> Void)?, location: SourceLocation = #_sourceLocation
    ) throws {
        let server = try ScriptedServer(script)
        let answer = try PeerAnswer(port: server.port, startTLS: startTLS, timeout: timeout, location: location)
        #expect(answer.sentences(port: server.port) == sentences, sourceLocation: location)
    }

    @Test("nothing listens")
    func closed() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        // Bound, so that nobody else gets the port, and not listening.
        let port = try LoopbackPort.bind(descriptor)
        #expect(
            try PeerAnswer(port: port).sentences(port: port) == """
                "127.0.0.1:PORT" refuses the connection
                hint: check the port, and whether the server is running
                """)
    }

    @Test("the server says nothing")
    func silent() throws {
        try expect(
            """
            "127.0.0.1:PORT" accepted the connection, but did not finish the TLS handshake within 0.5 seconds
            hint: check the port, and the server's log
            """, timeout: Self.brief, from: nil)
    }

    @Test("the server hangs up at once")
    func hangsUp() throws {
        try expect(
            """
            "127.0.0.1:PORT" closed the connection during the TLS handshake
            hint: check the port, and the server's log
            """
        ) { _ in }
    }

    @Test("the server hangs up after it has begun a message")
    func hangsUpLater() throws {
        try expect(
            """
            "127.0.0.1:PORT" closed the connection during the TLS handshake
            hint: check the port, and the server's log
            """
        ) { connection in
            _ = connection.receive()
            // The header of a record of a server's first message, and the first octets of it.
            connection.send([22, 3, 3, 0, 80, 2, 0, 0, 76, 3, 3])
            shutdown(connection.descriptor, Int32(SHUT_WR))
            connection.drain()
        }
    }

    @Test(
        "the server speaks another protocol",
        arguments: [
            ("220 mail.example.com ESMTP\r\n", "use --starttls smtp"),
            ("* OK IMAP4rev1 ready\r\n", "use --starttls imap"),
            ("SSH-2.0-OpenSSH_9.2p1\r\n", "check the port: another service listens there"),
            ("220 FTP\r\n", "check the port: another service listens there"),
        ])
    func plainText(greeting: String, hint: String) throws {
        try expect(
            "\"127.0.0.1:PORT\" answers, but not in TLS: it said \"\(greeting.dropLast())\"\nhint: \(hint)"
        ) { connection in
            connection.send(greeting)
            connection.drain()
        }
    }

    @Test("the server's plain text arrives in pieces, and would move the cursor")
    func pieces() throws {
        try expect(
            #"""
            "127.0.0.1:PORT" answers, but not in TLS: it said "HTTP/1.1 400 \u{9b}2J"
            hint: name the port that speaks HTTPS: this one speaks plain HTTP
            """#
        ) { connection in
            connection.send("HTT")
            _ = connection.receive()
            connection.send("P/1.1 400 \u{9b}2J")
            connection.send("\r\nServer: x\r\n")
            connection.drain()
        }
    }

    @Test("the server's octets are neither TLS nor text")
    func binary() throws {
        try expect(
            """
            "127.0.0.1:PORT" answers, but neither in TLS nor in text
            hint: check the port: another service listens there
            """
        ) { connection in
            connection.send([0x4a, 0, 0, 0, 0x0a])
            connection.drain()
        }
    }

    @Test("the server's first line never ends")
    func endlessText() throws {
        let answer = """
            "127.0.0.1:PORT" answers, but not in TLS: it said "\(String(repeating: "a", count: 200))… (512 characters)"
            hint: check the port: another service listens there
            """
        try expect(answer) { connection in
            while connection.send([UInt8](repeating: UInt8(ascii: "a"), count: 1024)) {}
        }
    }

    @Test("the server sends garbage that begins as a record does, for ever")
    func endlessGarbage() throws {
        try expect(
            """
            the TLS handshake with "127.0.0.1:PORT" failed: wrong version number
            hint: give the server's name instead of its address, or look into the server's log
            """
        ) { connection in
            while connection.send([UInt8](repeating: 22, count: 65_536)) {}
        }
    }

    @Test("the server refuses every protocol and suite that there is")
    func nothingInCommon() throws {
        let server = try OpenSSLServer(
            "no-intermediate.pem", ["-tls1_2", "-cipher", "aNULL:@SECLEVEL=0", "-nocert"])
        #expect(
            try PeerAnswer(port: server.port).sentences(port: server.port) == """
                the TLS handshake with "127.0.0.1:PORT" failed: sslv3 alert handshake failure (SSL alert number 40)
                hint: give the server's name instead of its address, or look into the server's log
                """)
    }

    @Test("no time at all is no time at all", arguments: [Duration.zero, .seconds(-1), .seconds(Int64.min)])
    func noTime(timeout: Duration) throws {
        let server = try ScriptedServer(nil)
        let start = ContinuousClock.now
        let address = try PeerAddress("127.0.0.1:\(server.port)")
        #expect(throws: PeerError.self) { try TLSPeer.ask(address, timeout: timeout) }
        #expect(ContinuousClock.now - start < PeerAnswer.margin)
    }
}
