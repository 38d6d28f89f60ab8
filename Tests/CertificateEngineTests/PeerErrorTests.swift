import CertificateModel
import Testing

@testable import CertificateEngine

/// The sentences that no server on the loopback is needed for.
@Suite struct PeerErrorTests {
    private func error(
        _ cause: PeerError.Cause, _ peer: String = "192.0.2.1:443", startTLS: StartTLS? = nil, name: String? = nil
    ) throws -> PeerError {
        PeerError(
            peer: try PeerAddress(peer), startTLS: startTLS, serverName: try name.map { try HostName($0) }, cause: cause
        )
    }

    @Test(
        "where the port is one that starts in plain text, the hint is to start TLS",
        arguments: [(25, "smtp"), (587, "smtp"), (143, "imap"), (389, "ldap")])
    func usualPorts(port: Int, way: String) throws {
        for cause in [
            .hungUp(during: .handshake), .timedOut(during: .handshake, after: .seconds(5)), .plainText(nil),
            .plainText("500 what?"),
        ] as [PeerError.Cause] {
            #expect(try error(cause, "192.0.2.1:\(port)").hint == "use --starttls \(way)")
        }
        // Who did that already is not told to do it.
        let asked = try error(.hungUp(during: .handshake), "192.0.2.1:\(port)", startTLS: StartTLS(name: way))
        #expect(asked.hint == "check the port, and the server's log")
    }

    @Test(
        "a length of time is said as people say it",
        arguments: [
            (Duration.seconds(5), "5 seconds"), (.seconds(1), "1 second"), (.milliseconds(1500), "1.5 seconds"),
            (.milliseconds(2499), "2.5 seconds"), (.milliseconds(4999), "5 seconds"),
            (.milliseconds(30), "0.03 seconds"),
            (.milliseconds(1), "0.001 seconds"), (.zero, "0 seconds"), (.seconds(86_400), "86400 seconds"),
        ])
    func durations(duration: Duration, text: String) throws {
        let error = try error(.timedOut(during: .connecting, after: duration))
        #expect(error.problem == "\"192.0.2.1:443\" did not answer within \(text)")
    }

    @Test("a server that was asked by name has no better name")
    func named() throws {
        #expect(
            try error(.handshakeFailed("why"), "ipo1.example.com:443", name: "ipo1.example.com").description == """
                the TLS handshake with "ipo1.example.com:443" failed: why
                hint: look into the server's log
                """)
    }

    @Test("this host's own limits are told from the server's faults")
    func own() throws {
        #expect(
            try error(.noResource("Too many open files")).description == """
                this host cannot make a connection to "192.0.2.1:443": Too many open files
                hint: close other programs, or raise their limits (ulimit -n), and try again
                """)
        let failure = OpenSSLError("prepare TLS", reasons: ["why"])
        #expect(try error(.library(failure)).description == failure.description)
    }

    @Test("nothing that a peer says reaches a terminal as it is")
    func cleaned() throws {
        for cause in [
            .plainText("\u{1b}[2J"), .startTLSRefused("\u{1b}[2J"), .otherProtocol("\u{1b}[2J"),
            .handshakeFailed("\u{1b}[2J"),
        ] as [PeerError.Cause] {
            #expect(try error(cause, startTLS: .smtp).problem.contains("\\u{1b}[2J"))
            #expect(try !error(cause, startTLS: .smtp).description.contains("\u{1b}"))
        }
    }
}
