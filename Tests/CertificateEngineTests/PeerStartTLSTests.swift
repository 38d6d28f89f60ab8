import CertificateEngine
import CertificateModel
import Testing

/// Protocols that begin in plain text: a line server that speaks as theirs do, and hands over to a real TLS server.
@Suite(.serialized) struct PeerStartTLSTests {
    /// The extended request of RFC 4511 section 4.14.1, as every client writes it.
    private static let ldapRequest: [UInt8] =
        [0x30, 0x1d, 2, 1, 1, 0x77, 0x18, 0x80, 0x16] + Array("1.3.6.1.4.1.1466.20037".utf8)

    @Test("a mail server's chain arrives after a greeting of several lines, whatever it offers")
    func smtp() throws {
        let real = try OpenSSLServer("no-intermediate.pem")
        let port = real.port
        let server = try ScriptedServer { connection in
            connection.send("220-mail.example.com ESMTP\r\n220-second\r\n220 third\r\n")
            guard connection.line() == "EHLO [127.0.0.1]" else { return }
            connection.send("250-mail.example.com\r\n250-SIZE 1000\r\n")
            connection.send("250 HELP\r\n")
            guard connection.line() == "STARTTLS" else { return }
            connection.send("220 go ahead\r\n")
            connection.bridge(to: port)
        }
        let reply = try PeerAnswer(port: server.port, startTLS: .smtp).result.get()
        #expect(reply.chain == [try ThirdParty.certificate("identity.pem")])
        #expect(reply.address == "127.0.0.1:\(server.port)")
        withExtendedLifetime(real) {}
    }

    @Test("a mailbox server's chain arrives past what it says unasked")
    func imap() throws {
        let real = try OpenSSLServer("no-intermediate.pem")
        let port = real.port
        let server = try ScriptedServer { connection in
            connection.send("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] ready\r\n")
            guard connection.line() == "a1 STARTTLS" else { return }
            connection.send("* BAD clock\r\n")
            connection.send("a1 OK begin\r\n")
            connection.bridge(to: port)
        }
        let reply = try PeerAnswer(port: server.port, startTLS: .imap).result.get()
        #expect(reply.chain == [try ThirdParty.certificate("identity.pem")])
        withExtendedLifetime(real) {}
    }

    @Test(
        "a directory's chain arrives, however it writes its lengths",
        arguments: [
            [0x30, 0x0c, 2, 1, 1, 0x78, 7, 0x0a, 1, 0, 4, 0, 4, 0],
            // As Active Directory does.
            [
                0x30, 0x84, 0, 0, 0, 0x10, 2, 1, 1, 0x78, 0x84, 0, 0, 0, 7, 0x0a, 1, 0, 4, 0, 4, 0,
            ],
        ] as [[UInt8]])
    func ldap(answer: [UInt8]) throws {
        let real = try OpenSSLServer("no-intermediate.pem")
        let port = real.port
        let server = try ScriptedServer { connection in
            guard connection.receive() == Self.ldapRequest else { return }
            connection.send(answer)
            connection.bridge(to: port)
        }
        let reply = try PeerAnswer(port: server.port, startTLS: .ldap).result.get()
        #expect(reply.chain == [try ThirdParty.certificate("identity.pem")])
        withExtendedLifetime(real) {}
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let way: StartTLS
        /// What the server says first, and after each line or message that it is sent.
        let answers: [[UInt8]]
        let sentences: String

        init(_ way: StartTLS, _ answers: [String], _ problem: String, _ hint: String) {
            self.init(way, octets: answers.map { Array($0.utf8) }, problem, hint)
        }

        init(_ way: StartTLS, octets answers: [[UInt8]], _ problem: String, _ hint: String) {
            self.way = way
            self.answers = answers
            sentences = "\"127.0.0.1:PORT\" \(problem)\nhint: \(hint)"
        }

        var testDescription: String { sentences }
    }

    private static let configure = "configure TLS in the server, and check its log"
    private static let other = "check the port, or leave out --starttls if it speaks TLS from the start"

    static let refusals: [Refusal] = [
        Refusal(
            .smtp, ["220 x\r\n", "250 x\r\n", "502 5.5.1 no\r\n"],
            "does not start TLS (smtp): it said \"502 5.5.1 no\"",
            configure),
        Refusal(.smtp, ["554 go away\r\n"], "does not start TLS (smtp): it said \"554 go away\"", configure),
        Refusal(
            .smtp, ["SSH-2.0-x\u{1b}\r\n"], "answers, but not in SMTP", other),
        Refusal(.smtp, ["* OK IMAP\r\n"], "answers, but not in SMTP: it said \"* OK IMAP\"", other),
        Refusal(.smtp, ["220 x\r\n"], "closed the connection before STARTTLS (smtp)", other),
        Refusal(.smtp, ["220 half"], "answers, but not in SMTP: it said \"220 half\"", other),
        Refusal(
            .smtp, ["220 x\r\n", "250 x\r\n", "220 x\r\n", "what?\r\n"],
            "answers, but not in TLS: it said \"what?\"", "check the server's log: it breaks off its own protocol"),
        Refusal(
            .imap, ["* OK x\r\n", "a1 BAD no TLS\r\n"], "does not start TLS (imap): it said \"a1 BAD no TLS\"",
            configure),
        Refusal(.imap, ["* PREAUTH x\r\n"], "does not start TLS (imap): it said \"* PREAUTH x\"", configure),
        Refusal(.imap, ["220 x ESMTP\r\n"], "answers, but not in IMAP: it said \"220 x ESMTP\"", other),
        Refusal(
            .ldap, octets: [[], [0x30, 0x0e, 2, 1, 1, 0x78, 9, 0x0a, 1, 52, 4, 0, 4, 2, 0x6e, 0x6f]],
            "does not start TLS (ldap): it said \"result 52: no\"", configure),
        Refusal(
            .ldap, octets: [[], [0x30, 0x0c, 2, 1, 1, 0x78, 7, 0x0a, 1, 2, 4, 0, 4, 0]],
            "does not start TLS (ldap): it said \"result 2\"", configure),
        Refusal(.ldap, octets: [[], Array("hello\n".utf8)], "answers, but not in LDAP: it said \"hello\"", other),
        // The indefinite length, lengths beyond what there is, and a value that is no answer.
        Refusal(.ldap, octets: [[], [0x30, 0x80, 2, 1, 1, 0]], "answers, but not in LDAP", other),
        Refusal(.ldap, octets: [[], [0x30, 0x84, 255, 255, 255, 255]], "answers, but not in LDAP", other),
        Refusal(.ldap, octets: [[], [0x30, 3, 2, 1, 1]], "answers, but not in LDAP", other),
        Refusal(.ldap, octets: [[], [0x30, 0x0c, 2, 1, 1]], "answers, but not in LDAP", other),
    ]

    @Test("a server that does not start TLS is quoted", arguments: refusals)
    func refused(refusal: Refusal) throws {
        let server = try ScriptedServer { connection in
            for (index, answer) in refusal.answers.enumerated() {
                if index > 0, connection.receive().isEmpty { return }
                connection.send(answer)
            }
            guard refusal.answers.count > 1 || !refusal.sentences.contains("closed") else {
                _ = connection.receive()
                return
            }
        }
        let answer = try PeerAnswer(port: server.port, startTLS: refusal.way)
        #expect(answer.sentences(port: server.port) == refusal.sentences)
    }

    @Test("a server that says nothing, or never stops, ends with the time", arguments: StartTLS.allCases)
    func silent(way: StartTLS) throws {
        let server = try ScriptedServer(nil)
        let answer = try PeerAnswer(port: server.port, startTLS: way, timeout: .milliseconds(500))
        #expect(
            answer.sentences(port: server.port) == """
                "127.0.0.1:PORT" accepted the connection, but did not reach STARTTLS (\(way.rawValue)) within 0.5 seconds
                hint: check the port, or leave out --starttls if it speaks TLS from the start
                """)
    }

    @Test("a greeting that never ends is cut off", arguments: ["220-more\r\n", "220 a", "* OK\r\n"])
    func endless(line: String) throws {
        let server = try ScriptedServer { connection in
            if line.hasPrefix("*") { connection.send("* OK x\r\n") }
            let lines = String(repeating: line, count: 1000)
            while connection.send(lines) {}
        }
        let answer = try PeerAnswer(port: server.port, startTLS: line.hasPrefix("*") ? .imap : .smtp)
        guard case .failure(let error) = answer.result, case .otherProtocol = error.cause else {
            Issue.record("\(answer.result)")
            return
        }
    }
}
