import CertificateEngine
import CertificateModel
import Testing

/// The chain that a real server sends is shown, whatever it is worth.
@Suite(.serialized) struct PeerChainTests {
    /// The certificates of a PEM file that belong to its identity, in the order in which s_server sends them.
    private func identity(_ file: String) throws -> [UInt8] { try ThirdParty.certificate(file) }

    @Test(
        "a chain of every kind arrives octet for octet",
        arguments: [
            "no-intermediate.pem", "expired.pem", "not-yet.pem", "wrong-host.pem", "weak-key.pem", "sha1.pem",
            "self-signed.pem", "ca-identity.pem", "client-only.pem", "unknown-critical.pem", "names-10000.pem",
            "ed25519.pem", "p384.pem", "name-constraints.pem",
        ])
    func kinds(file: String) throws {
        let folder = try ThirdParty.folder.get()
        let options = ["-no-CAfile", "-no-CApath", "-no-CAstore"]
        let server = try OpenSSLServer(
            file, options + ["-cert_chain", "\(folder)/issuing.pem", "-cipher", "ALL:@SECLEVEL=0"])
        let reply = try PeerAnswer(port: server.port).result.get()
        #expect(reply.chain == [try identity(file), try identity("issuing.pem")])
        #expect(reply.address == "127.0.0.1:\(server.port)")
        #expect(reply.protocolVersion == "TLSv1.3")
        #expect(reply.cipher == "TLS_AES_256_GCM_SHA384")
        #expect(reply.serverName == nil)
        #expect(reply.brokenOff == nil)
    }

    @Test("a server that sends its own certificate alone shows it alone")
    func incomplete() throws {
        let server = try OpenSSLServer("no-intermediate.pem")
        #expect(try PeerAnswer(port: server.port).result.get().chain == [try identity("identity.pem")])
    }

    @Test(
        "protocols that nobody should speak any more are spoken, to see what is there",
        arguments: [("-tls1", "TLSv1"), ("-tls1_1", "TLSv1.1"), ("-tls1_2", "TLSv1.2"), ("-tls1_3", "TLSv1.3")])
    func protocols(option: String, version: String) throws {
        let server = try OpenSSLServer("no-intermediate.pem", [option, "-cipher", "ALL:@SECLEVEL=0"])
        let reply = try PeerAnswer(port: server.port).result.get()
        #expect(reply.protocolVersion == version)
        #expect(reply.chain.first == (try identity("identity.pem")))
        #expect(reply.cipher.hasPrefix("TLS_"), "\(reply.cipher)")
    }

    @Test(
        "a server that demands a client's certificate shows its own",
        arguments: [("-tls1_2", true), ("-tls1_3", false)])
    func clientCertificate(option: String, isBrokenOff: Bool) throws {
        let folder = try ThirdParty.folder.get()
        let server = try OpenSSLServer(
            "no-intermediate.pem", [option, "-Verify", "3", "-verify_return_error", "-CAfile", "\(folder)/root.pem"])
        let reply = try PeerAnswer(port: server.port).result.get()
        #expect(reply.chain.first == (try identity("identity.pem")))
        // In TLS 1.3 the client has finished before the server looks at what it sent.
        let alert = "sslv3 alert handshake failure (SSL alert number 40)"
        #expect(reply.brokenOff?.cause == (isBrokenOff ? .handshakeFailed(alert) : nil))
    }

    @Test("a server with several certificates is asked by name")
    func serverNames() throws {
        let folder = try ThirdParty.folder.get()
        let server = try OpenSSLServer(
            "no-intermediate.pem",
            [
                "-servername", "ipo2.example.com", "-cert2", "\(folder)/wrong-host.pem", "-key2",
                "\(folder)/wrong-host.pem",
            ])
        let other = try PeerAnswer(port: server.port, serverName: "ipo2.example.com").result.get()
        #expect(other.chain.first == (try identity("wrong-host.pem")))
        #expect(other.serverName == "ipo2.example.com")
        let first = try PeerAnswer("localhost:\(server.port)").result.get()
        #expect(first.chain.first == (try identity("identity.pem")))
        #expect(first.serverName == "localhost")
        #expect(first.address == "127.0.0.1:\(server.port)")
        #expect(try PeerAnswer(port: server.port).result.get().serverName == nil)
    }

    @Test("a server is asked over IPv6")
    func loopback6() throws {
        let server = try OpenSSLServer("no-intermediate.pem", on: "[::1]")
        let reply = try PeerAnswer("[::1]:\(server.port)").result.get()
        #expect(reply.chain.first == (try identity("identity.pem")))
        #expect(reply.address == "[::1]:\(server.port)")
    }

    @Test("a hundred certificates are a chain too")
    func hundred() throws {
        let folder = try TemporaryFiles.make()
        defer { _ = try? ShellCommand("rm -r '\(folder)'") }
        let issuing = "\(try ThirdParty.folder.get())/issuing.pem"
        try ShellCommand("for i in $(seq 99); do cat \(issuing); done > \(folder)/chain.pem")
        let server = try OpenSSLServer("no-intermediate.pem", ["-cert_chain", "\(folder)/chain.pem"])
        #expect(try PeerAnswer(port: server.port).result.get().chain.count == 100)
    }
}
