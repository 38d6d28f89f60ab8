import CertificateEngine
import CertificateModel
import CertificateStore
import Glibc
import StoreFixtures
import Testing
import WorldFixtures

@testable import Operations

@Suite("A regeneration issues certificates anew")
struct RegenerationTests {
    private let server: TestServer

    init() throws { server = try TestServer.ignited() }

    private func key(_ name: String, _ generation: Int) throws -> [UInt8] {
        try server.store.generation(generation).contents(of: name)
    }

    @Test(arguments: [false, true])
    func `of the identity under its root, with a new key or the one that it has`(_ keepsKey: Bool) throws {
        let before = try server.certificate("identity.pem")
        #expect(try server.regenerate(keepsKey: keepsKey) == 2)
        let after = try server.certificate("identity.pem")
        #expect(try server.certificate("root.pem", of: 1) == server.certificate("root.pem"))
        // The ignition took the root's number and the next.
        #expect(try server.certificate("root.pem").serial.value?.next == before.serial.value)
        #expect(before.serial.value?.isStep(before: after.serial.value) == true)
        #expect(after.subjectAlternativeNames == before.subjectAlternativeNames)
        #expect(try (key("identity.key", 1) == key("identity.key", 2)) == keepsKey)
        try server.verify(2)
    }

    @Test func `of the root with its key leaves whoever trusts the old one, and gives no number twice`() throws {
        for _ in 0..<2 { try server.regenerate(.root) }
        _ = try Rollback(server.installation).perform(to: 1)
        try server.regenerate()
        for (root, identity) in [(1, 2), (3, 1), (2, 4)] {
            #expect(try server.isTrusted(identity: identity, by: root), "\(root) \(identity)")
        }
        let issued = IssuedCertificates()
        for generation in 1...4 { issued.add(try server.store.generation(generation)) }
        #expect(issued.count == 7 && issued.numbers == 7 && issued.rootKeys == 1)
        for generation in 1...4 { try server.verify(generation) }
    }

    @Test func `of the root with a new key says who has to be told, and keeps the old one trusted`() throws {
        let regeneration = Regeneration(
            server.installation, RegenerationChoice(.root, keepsKey: false), command: "regenerate")
        let (prepared, generation) = try regeneration.run()
        #expect(generation == 2)
        #expect(
            prepared.difference.consequences.first
                == "give the new root (WebRootCA.pem) to every phone and browser: until they trust it, they refuse this "
                + "server; the old root stays in trusted/")
        #expect(try server.store.trustedCertificates().count == 2)
        #expect(try server.isTrusted(identity: 2, by: 2) && !server.isTrusted(identity: 2, by: 1))
        #expect(try server.journal().last?.reason == "the root, with a new key")
    }

    @Test func `with a new root's key needs no key of the old one`() throws {
        unlink(server.store.layout.live("root.key"))
        #expect(try server.regenerate(.root, keepsKey: false) == 2)
        #expect(try !server.store.generation(2).lacks("root.key"))
        try server.verify(2)
    }

    @Test func `under an ended root is done with the root`() throws {
        server.host.pass(days: 366 * 11)
        #expect(try server.regenerate(.root) == 2)
        try server.verify(2)
    }

    @Test func `that loses names needs a word`() throws {
        server.host.move("lan1", to: ["192.168.44.1"])
        let before = server.tree
        let regeneration = Regeneration(
            server.installation, RegenerationChoice(.identity, keepsKey: true), command: "regenerate")
        let looked = try regeneration.prepare()
        #expect(looked.difference.namesGained.map(\.description) == ["IP:192.168.44.1"])
        #expect(looked.difference.namesLost.map(\.description) == ["IP:192.168.42.1", "IP:2001:db8::1"])
        let sentence = "the identity would lose the names \"192.168.42.1\", \"2001:db8::1\""
        let danger = #expect(throws: Danger.self) { try looked.confirmation.consent(allowing: []) }
        #expect(danger?.kind == .namesLost && danger?.problem == sentence && looked.confirmation.entered == nil)
        #expect(server.tree == before)
        #expect(try server.regenerate(allowsNameLoss: true) == 2)
        #expect(
            looked.difference.consequences.contains(
                "clients that use \"192.168.42.1\" will refuse this server"))
        #expect(
            try server.names() == ["DNS:ipo1.example.com", "IP:192.168.44.1", "IP:192.168.43.1"])
    }

    @Test func `without answers takes the names of the store and the addresses of the host`() throws {
        server.host.move("lan1", to: ["192.168.42.1", "2001:db8::1", "2001:db8::7"])
        #expect(try server.regenerate() == 2)
        #expect(
            try server.names() == [
                "DNS:ipo1.example.com", "IP:192.168.42.1", "IP:2001:db8::1", "IP:2001:db8::7", "IP:192.168.43.1",
            ])
    }

    @Test func `with the answers that are printed of a server gives what it was made with`() throws {
        let server = try TestServer()
        try server.write(
            """
            hostname = "ipo1.example.com"
            role = "application"
            profile = "documented"
            lan1 = { ipv4 = "192.168.42.1" }
            [names]
            dns = ["phones.example.com"]
            ip = ["10.9.8.7"]
            sip-domains = ["sip:example.com"]
            [naming]
            unit = "Voice"
            """, to: "answers.toml")
        try server.ignite(try server.installation.answers(in: "\(server.folder)/answers.toml"))
        let before = try server.certificate("identity.pem")
        try server.write(AnswersTemplate(server.installation).answers().template, to: "answers.toml")
        try server.regenerate(answers: try server.installation.answers(in: "\(server.folder)/answers.toml"))
        let after = try server.certificate("identity.pem")
        #expect(after.subjectAlternativeNames == before.subjectAlternativeNames && after.subject == before.subject)
        let body = try server.store.requiredGeneration().manifest.body
        #expect(body.profile == "documented" && body.role == "application")
    }

    @Test(arguments: [(.identity, true), (.root, true), (.root, false)] as [(RegenerationChoice.Subject, Bool)])
    func `that is looked at changes nothing, and draws its numbers again when it is written`(
        _ subject: RegenerationChoice.Subject, _ keepsKey: Bool
    ) throws {
        let before = server.tree
        let regeneration = Regeneration(
            server.installation, RegenerationChoice(subject, keepsKey: keepsKey), command: "regenerate")
        let looked = try regeneration.prepare().certificates
        #expect(server.tree == before)
        let written = try regeneration.run().prepared.certificates
        #expect((looked.root.serial == written.root.serial) == (subject == .identity))
        #expect(looked.identity.serial != written.identity.serial)
    }

    @Test func `writes what was prepared, octet for octet`() throws {
        let regeneration = Regeneration(server.installation, RegenerationChoice(.root), command: "keyturn")
        let prepared = try regeneration.prepare()
        #expect(try server.store.generations() == [1])
        #expect(try regeneration.commit(prepared) == 2)
        let written = try server.store.generation(2)
        #expect(try written.certificates("root.pem") == [prepared.certificates.rootDER])
        #expect(try written.certificates("identity.pem") == [prepared.certificates.identityDER])
    }

    @Test func `that was prepared for another generation is not written`() throws {
        let regeneration = Regeneration(
            server.installation, RegenerationChoice(.identity, keepsKey: true), command: "regenerate")
        let prepared = try regeneration.prepare()
        #expect(try server.regenerate() == 2)
        let before = server.tree
        let error = #expect(throws: OperationError.self) { try regeneration.commit(prepared) }
        #expect(error?.kind == "overtaken")
        #expect(error?.problem.hasSuffix(" meanwhile: generation 2 is live now") == true)
        #expect(server.tree == before)
    }

    @Test func `that fails while it is written has used up its number`() throws {
        let regeneration = Regeneration(server.installation, RegenerationChoice(.identity), command: "regenerate")
        let prepared = try regeneration.prepare()
        var failing = server.installation
        failing.store.atStep = { if $0 == .verified { throw FixtureFailure("no room") } }
        #expect(throws: OperationError.self) {
            try Regeneration(failing, RegenerationChoice(.identity), command: "regenerate").commit(prepared)
        }
        let next = try regeneration.prepare().certificates.identity.serial.value
        #expect(prepared.certificates.identity.serial.value?.isStep(before: next) == true)
        let error = #expect(throws: OperationError.self) { try regeneration.commit(prepared) }
        #expect(error?.kind == "overtaken", "the number is not given twice")
    }

    @Test(
        arguments: [
            .notIgnited, .noneLive, .imported, .rootKeyAbsent, .held, .damaged,
            RefusedOperation(
                kind: "root-expired", problem: "the root \"ipoffice-root-ipo1.example.com.avaya.com\" expired at 2037"
            ) {
                $0.host.pass(days: 366 * 11)
            },
            RefusedOperation(kind: "names-lost", problem: "the identity would lose the name \"192.168.43.1\"") {
                $0.host.move("lan2", to: [])
            },
        ] as [RefusedOperation])
    func `is refused where it cannot be done, and nothing changes:`(_ refused: RefusedOperation) throws {
        try refused.check { try $0.regenerate() }
    }

    @Test func `for answers that make no server is refused, and nothing changes`() throws {
        let refused = RefusedOperation(kind: "refused", problem: "\"LAN1\" has no address") {
            for port in ["lan1", "lan2"] { $0.host.move(port, to: []) }
        }
        try refused.check { try $0.regenerate(answers: try $0.usualAnswers(), allowsNameLoss: true) }
    }

    @Test(arguments: [(.identity, true), (.identity, false), (.root, true)] as [(RegenerationChoice.Subject, Bool)])
    func `that dies leaves one whole generation or another, and the next one goes on`(
        _ subject: RegenerationChoice.Subject, _ keepsKey: Bool
    ) throws {
        try InterruptedCommits.check(server) { installation in
            _ = try Regeneration(
                installation, RegenerationChoice(subject, keepsKey: keepsKey), command: "regenerate"
            ).run()
        }
    }

    @Test func `that the disk fails leaves everything as it was`() throws {
        try InterruptedCommits.checkFailures(server) { installation in
            _ = try Regeneration(
                installation, RegenerationChoice(.identity, keepsKey: true), command: "regenerate"
            ).run()
        }
    }
}
