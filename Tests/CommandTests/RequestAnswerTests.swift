import Glibc
import Testing

@Suite("The answer to a signing request comes back", .ownThread)
struct RequestAnswerTests {
    @Test(
        "what a real authority signed completes its own request, and the others go on waiting",
        arguments: [true, false])
    func completes(isIgnited: Bool) throws {
        let server = try RequestStage(isIgnited: isIgnited)
        let answers = server.scratch.file("answers.toml", ImportStage.answers)
        for number in 1...3 {
            let path = server.scratch.path("\(number).csr")
            #expect(try server.stage.run(["request", "--answers", answers, "--out", path]).status == 0)
        }
        let waitingKey = try #require(Files.text("\(server.store)/requests/000002/request.key"))
        let others = ["000001", "000003"].flatMap { Files.picture("\(server.store)/requests/\($0)") }
        let answer = try server.answer(to: server.scratch.path("2.csr"))
        let dry = try PrintedReport(server.stage.run(["import", answer, "--dry-run", "--format", "json"]))
        #expect(try server.waiting() == [1, 2, 3])
        let report = try PrintedReport(
            server.stage.run(["import", answer, "--format", "json", "--level", "medium+remote"]))
        #expect(report.changed == true)
        #expect(report.generation == (isIgnited ? 2 : 1))
        #expect(report.warnings == [])
        #expect(report.certificates.map(\.sha256) == dry.certificates.map(\.sha256))
        #expect(report.requestedNames == RequestStage.names.map { .init(name: $0, requested: true, granted: true) })
        // The server that was asked for is the one that it is held against, whatever the host is.
        #expect(report.hostName == .init(value: "ipo1.example.com", source: "entered"))

        #expect(try server.waiting() == [1, 3])
        #expect(!Files.exists("\(server.store)/requests/000002"))
        #expect(["000001", "000003"].flatMap { Files.picture("\(server.store)/requests/\($0)") } == others)
        let live = "\(server.store)/live"
        let publicKeys = try [
            ["openssl", "x509", "-in", "\(live)/identity.pem", "-noout", "-pubkey"],
            ["openssl", "pkey", "-in", "\(live)/identity.key", "-pubout"],
            ["openssl", "req", "-in", server.scratch.path("2.csr"), "-noout", "-pubkey"],
        ].map { try Tool.expect($0, in: server.scratch) }
        #expect(Set(publicKeys).count == 1)
        #expect(Files.text("\(live)/identity.key") == waitingKey)
        #expect(Files.mode("\(live)/identity.key") == 0o600)
        try Tool.expect(
            [
                "openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", "\(live)/root.pem",
                "-untrusted", "\(live)/chain.pem", "\(live)/identity.pem",
            ], in: server.scratch)
    }

    @Test("the same answer again changes nothing: its key is the one in use")
    func again() throws {
        let server = try RequestStage()
        let answer = try server.answer(to: server.request())
        #expect(try server.stage.run(["import", answer]).status == 0)
        let before = Files.picture(server.store)
        let again = try server.stage.run(["import", answer])
        #expect(again.status == 0)
        #expect(again.errors == "warning: this server holds exactly this set already\n")
        #expect(Files.picture(server.store) == before)
    }

    @Test("a name that was added, and one that was dropped, are shown as that", arguments: ["extra", "fewer"])
    func otherNames(grant: String) throws {
        let server = try RequestStage()
        let answer = try server.answer(to: server.request(), grant)
        let words = ["import", answer, "--allow-name-loss"]
        let json = try PrintedReport(server.stage.run(words + ["--dry-run", "--format", "json"]))
        let table = try server.stage.run(words)
        #expect(table.status == 0)
        #expect(try server.waiting() == [])
        if grant == "extra" {
            #expect(
                json.requestedNames == RequestStage.names.map { .init(name: $0, requested: true, granted: true) } + [
                    .init(name: "DNS:extra.example.com", requested: false, granted: true)
                ])
            #expect(table.errors == "")
            #expect(table.output.contains(/\n.*yes +DNS:extra\.example\.com +not asked for\n/))
        } else {
            #expect(
                json.requestedNames
                    == RequestStage.names.map {
                        .init(name: $0, requested: true, granted: $0.hasPrefix("DNS:"))
                    })
            #expect(
                table.errors
                    == "warning: \"ipo1.example.com\" does not cover the LAN1 address \"192.168.42.1\", the LAN1 address "
                    + "\"2001:db8::1\" and the LAN2 address \"10.1.1.1\"\n")
            #expect(
                table.output.contains(
                    """

                    Names requested and granted
                      yes   DNS:ipo1.example.com
                      no    IP:192.168.42.1                          not granted
                      no    IP:2001:db8::1                           not granted
                      no    IP:10.1.1.1                              not granted


                    """))
        }
    }

    @Test("an answer that the level keeps out leaves its request waiting")
    func refused() throws {
        let server = try RequestStage()
        let answer = try server.answer(to: server.request(), "fewer")
        let before = Files.picture(server.store)
        let refused = try server.stage.run(["import", answer, "--level", "medium+remote"])
        #expect(
            refused.errors == """
                keyturn: "ipo1.example.com" does not cover the LAN1 address "192.168.42.1", the LAN1 address "2001:db8::1" \
                and the LAN2 address "10.1.1.1"
                hint: ask for one that covers the missing names too ("keyturn request" makes the request); this one covers \
                DNS:ipo1.example.com

                """)
        #expect(refused.status == 65)
        #expect(Files.picture(server.store) == before)
    }

    @Test("the answer to a request that was dropped has no key any more")
    func dropped() throws {
        let server = try RequestStage()
        let answer = try server.answer(to: server.request())
        _ = try server.request()
        #expect(try server.stage.run(["request", "drop", "1"]).status == 0)
        let before = Files.picture(server.store)
        let refused = try server.stage.run(["import", answer])
        #expect(
            refused.errors == """
                keyturn: the private key of "ipo1.example.com" is missing
                hint: give the private key file too; only the answer to a signing request that this server made with \
                "keyturn request" comes without one

                """)
        #expect((refused.status, refused.output) == (65, ""))
        #expect(Files.picture(server.store) == before)
    }

    @Test("the answers to two requests are not taken for one set")
    func two() throws {
        let server = try RequestStage()
        let folder = server.scratch.path("answers")
        mkdir(folder, 0o755)
        for number in 1...2 {
            let answer = try server.answer(to: server.request())
            try Tool.expect(["cp", answer, "\(folder)/\(number).pem"], in: server.scratch)
        }
        let before = Files.picture(server.store)
        let refused = try server.stage.run(["import", folder])
        #expect(
            refused.errors == """
                keyturn: the certificates answer two signing requests, "1" and "2"
                hint: import the answers one after the other

                """)
        #expect(refused.status == 65)
        #expect(Files.picture(server.store) == before)
    }

    @Test("the request itself is no answer")
    func notAnswered() throws {
        let server = try RequestStage()
        let path = try server.request()
        let refused = try server.stage.run(["import", path])
        #expect(
            refused.errors == """
                keyturn: "\(path)" holds a signing request, and not a certificate
                hint: give the certificate that the authority sent in answer to this request

                """)
        #expect(refused.status == 65)
        #expect(try server.waiting() == [1])
    }

    @Test("a request of an imported server asks for what that server is, and its answer replaces the set")
    func renewal() throws {
        let server = try RequestStage()
        #expect(try server.stage.importing("wildcard.pem").status == 0)
        let path = try server.request()
        #expect(try server.list().map(\.subjectAlternativeNames) == [RequestStage.names])
        let report = try PrintedReport(
            server.stage.run(["import", server.answer(to: path), "--allow-name-loss", "--format", "json"]))
        #expect((report.generation, report.warnings) == (3, []))
        #expect(report.certificates.last?.subjectAlternativeNames == RequestStage.names)
        let review = try PrintedReport(server.stage.run(["review", "--format", "json"]))
        #expect(review.certificates == report.certificates)
    }
}
