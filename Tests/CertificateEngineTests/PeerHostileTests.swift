import CertificateEngine
import CertificateModel
import Glibc
import Testing

/// A peer that begins as TLS has it, and then does not keep to it.
@Suite(.serialized) struct PeerHostileTests {
    /// The records (RFC 5246 section 6.2.1) of a handshake message; `count` where its header is to lie about its length.
    private static func records(_ type: UInt8, _ body: [UInt8], count: Int? = nil) -> [UInt8] {
        let message = [type] + length(count ?? body.count, octets: 3) + body
        return stride(from: 0, to: message.count, by: 16_384).reduce(into: []) { records, start in
            let fragment = message[start..<min(start + 16_384, message.count)]
            records += [22, 3, 3] + length(fragment.count, octets: 2) + fragment
        }
    }

    private static func length(_ count: Int, octets: Int) -> [UInt8] {
        (0..<octets).reversed().map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    }

    /// A ServerHello of TLS 1.2 with ECDHE-RSA-AES128-GCM-SHA256 (RFC 5246 section 7.4.1.3).
    private static let hello = records(2, [3, 3] + [UInt8](repeating: 7, count: 32) + [0, 0xc0, 0x2f, 0])

    /// A Certificate message (RFC 5246 section 7.4.2).
    private static func certificates(_ all: [[UInt8]]) -> [UInt8] {
        let list = all.reduce(into: [UInt8]()) { $0 += length($1.count, octets: 3) + $1 }
        return records(11, length(list.count, octets: 3) + list)
    }

    private func answer(
        timeout: Duration = .seconds(5), _ octets: [UInt8], then endless: [UInt8]? = nil, isSilent: Bool = false
    ) throws -> (PeerAnswer, port: UInt16) {
        let server = try ScriptedServer { connection in
            _ = connection.receive()
            guard connection.send(octets) else { return }
            if let endless { while connection.send(endless) {} }
            if !isSilent { shutdown(connection.descriptor, Int32(SHUT_WR)) }
            connection.drain()
        }
        return (try PeerAnswer(port: server.port, timeout: timeout), server.port)
    }

    @Test("a list without a certificate is told from a handshake that failed")
    func empty() throws {
        let (answer, port) = try answer(Self.hello + Self.certificates([]))
        #expect(
            answer.sentences(port: port) == """
                "127.0.0.1:PORT" speaks TLS, but sent no certificate
                hint: configure a certificate in the server
                """)
    }

    @Test("more certificates than any chain has are refused")
    func many() throws {
        let sentences = """
            "127.0.0.1:PORT" sends more certificates than any chain has
            hint: check which file the server takes its chain from
            """
        let one = try ThirdParty.certificate("unrelated.pem")
        let (thousand, _) = try answer(Self.hello + Self.certificates(Array(repeating: one, count: 1000)))
        #expect(try thousand.result.get().chain.count == 1000)
        let (more, port) = try answer(Self.hello + Self.certificates(Array(repeating: one, count: 1001)))
        #expect(more.sentences(port: port) == sentences)
        // As many as fit: decoding them is the most that OpenSSL can be made to do in one step.
        let (most, other) = try answer(Self.hello + Self.certificates(Array(repeating: one, count: 2050)))
        #expect(most.sentences(port: other) == sentences)
    }

    @Test("a message of 16 MiB is refused by its header")
    func long() throws {
        let start = Self.records(11, [UInt8](repeating: 0, count: 64), count: 0xff_ffff)
        let zeros: [UInt8] = [22, 3, 3] + Self.length(16_384, octets: 2) + [UInt8](repeating: 0, count: 16_384)
        let (answer, port) = try answer(Self.hello + start, then: zeros)
        #expect(
            answer.sentences(port: port) == """
                "127.0.0.1:PORT" sends more certificates than any chain has
                hint: check which file the server takes its chain from
                """)
    }

    @Test("a certificate that is none, of nearly 1 MiB, is shown as it is")
    func undecodable() throws {
        let octets = [UInt8](repeating: 0x30, count: 1_048_000)
        let (answer, _) = try answer(Self.hello + Self.certificates([octets]))
        let reply = try answer.result.get()
        #expect(reply.chain == [octets])
        #expect(reply.protocolVersion == "TLSv1.2")
        #expect(reply.cipher == "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
        guard case .handshakeFailed? = reply.brokenOff?.cause else {
            Issue.record("\(String(describing: reply.brokenOff))")
            return
        }
    }

    @Test("a chain arrives although the peer says nothing after it, and when the time is over")
    func silent() throws {
        let one = try ThirdParty.certificate("identity.pem")
        let (answer, _) = try answer(
            timeout: .milliseconds(500), Self.hello + Self.certificates([one]), isSilent: true)
        let reply = try answer.result.get()
        #expect(reply.chain == [one])
        #expect(reply.brokenOff?.cause == .timedOut(during: .handshake, after: .milliseconds(500)))
    }

    @Test("messages that ask for nothing, for ever, end with the time")
    func endlessRequests() throws {
        let (answer, port) = try answer(
            timeout: .milliseconds(500), Self.hello,
            then: Array(repeatElement(Self.records(0, []), count: 1000).joined()))
        #expect(
            answer.sentences(port: port) == """
                "127.0.0.1:PORT" accepted the connection, but did not finish the TLS handshake within 0.5 seconds
                hint: check the port, and the server's log
                """)
    }

    @Test(
        "a list whose lengths lie is a failed handshake", arguments: [[0, 0, 9, 0, 0, 3, 1], [0, 0, 3, 0, 0, 1], [0]])
    func lies(body: [UInt8]) throws {
        let (answer, _) = try answer(Self.hello + Self.records(11, body))
        guard case .failure(let error) = answer.result, case .handshakeFailed = error.cause else {
            Issue.record("\(answer.result)")
            return
        }
    }
}
