import CertificateEngine
import CertificateModel
import CertificateStore
import StoreFixtures
import Testing
import WorldFixtures

@testable import Operations

@Suite("Nothing is written without a consent to exactly that")
struct ConsentTests {
    private let server: TestServer

    init() throws { server = try TestServer.ignited() }

    private func confirmed() throws -> Confirmed { try #require(try server.journal().last?.confirmed) }

    @Test func `and what was confirmed is in the journal, in the manifest and in the history`() throws {
        #expect(try confirmed().by == "y" && confirmed().lines.first == "Host name: ipo1.example.com")
        let regeneration = Regeneration(server.installation, RegenerationChoice(.identity), command: "regenerate")
        let ordinary = try regeneration.prepare()
        _ = try regeneration.commit(ordinary, try #require(ordinary.confirmation.entered))
        #expect(try confirmed() == Confirmed(try #require(ordinary.confirmation.entered)))
        #expect(try server.store.requiredGeneration().manifest.body.confirmed == confirmed())
        try server.renew(isForced: true)
        #expect(try confirmed().by == "renewal")
        try server.regenerate(.root, keepsKey: false)
        #expect(try confirmed().by == "options" && confirmed().dangers?.count == 1)
        let rollback = Rollback(server.installation)
        let back = try #require(try rollback.prepare(to: 1))
        #expect(back.confirmation.entered == nil)
        try rollback.commit(back, back.confirmation.accepted)
        #expect(try confirmed().by == "y")
        let history = try History(server.installation).entries()
        #expect(history.map(\.confirmed?.by) == ["options", "renewal", "enter", "y"])
        #expect(history.map { $0.rollback == nil } == [false, false, false, true])
        // What the history shows is what is confirmed.
        let forward = try #require(try rollback.prepare(to: 4))
        #expect(history[0].rollback == forward.confirmation)
    }

    @Test func `and what a site goes back to by itself says so`() throws {
        try server.regenerate()
        let rollback = Rollback(server.installation, command: "regenerate", reason: "generation 2 is not served")
        let prepared = try #require(try rollback.prepare(to: 1))
        try rollback.commit(prepared, prepared.confirmation.consentOfReturn)
        #expect(try confirmed().by == "unserved")
    }

    @Test func `and one to something else changes nothing`() throws {
        let other = try Fixtures.consent()
        let answers = try server.usualAnswers()
        let regeneration = Regeneration(server.installation, RegenerationChoice(.identity), command: "regenerate")
        let ignition = Ignition(server.installation, command: "ignite", mayReplace: true)
        let (prepared, issued) = (
            try regeneration.prepare(),
            try ignition.prepare(answers, server.host.world.facts(), keys: .init())
        )
        let another = try TestServer.another()
        let importing = Import(server.installation, command: "import")
        let live = "\(another.folder)/store/live"
        let set = try importing.prepare(["\(live)/fullchain.pem", "\(live)/identity.key"], level: .medium) { _ in nil }
        try server.regenerate()
        let rollback = Rollback(server.installation)
        let back = try #require(try rollback.prepare(to: 1))
        let before = server.tree
        for write in [
            { _ = try regeneration.commit(prepared, other) }, { _ = try ignition.commit(issued, other) },
            { _ = try importing.commit(set, other) }, { try rollback.commit(back, other) },
        ] {
            let error = #expect(throws: OperationError.self) { try write() }
            #expect(error?.kind == "not-prepared")
        }
        // The right one, of what another run has replaced meanwhile.
        for write in [
            { _ = try regeneration.commit(prepared, prepared.confirmation.accepted) },
            { _ = try ignition.commit(issued, issued.confirmation.accepted) },
            { _ = try importing.commit(set, set.confirmation.accepted) },
        ] {
            let error = #expect(throws: OperationError.self) { try write() }
            #expect(error?.kind == "overtaken")
        }
        #expect(server.tree == before)
    }

    @Test func `and looking at it, or saying no, changes nothing`() throws {
        let before = server.tree
        _ = try Regeneration(server.installation, RegenerationChoice(.root), command: "regenerate").prepare()
        _ = try Rollback(server.installation).prepare(to: 1)
        _ = try History(server.installation).entries()
        #expect(server.tree == before)
    }

    @Test func `and an import is asked about the names that it loses, the root that it brings, and names it has not`()
        throws
    {
        let another = try TestServer()
        try another.ignite()
        let importing = Import(server.installation, command: "import")
        let live = "\(another.folder)/store/live"
        func prepare(_ named: String? = nil) throws -> CertificateModel.Confirmation {
            try importing.prepare(
                ["\(live)/fullchain.pem", "\(live)/identity.key"],
                for: {
                    guard let named else { return nil }
                    var server = try #require(try self.server.store.liveGeneration()).server()
                    server.hostName = ResolvedHostName(try HostName(named), from: .entered)
                    (server.lan1, server.lan2) = (LANPort(ipv4: try IPv4Address("10.9.9.9")), LANPort())
                    return server
                }, level: .medium
            ) { _ in nil }.confirmation
        }
        #expect(try prepare().dangers.map(\.kind) == [.newRootKey])
        #expect(try prepare("other.example.com").dangers.map(\.kind) == [.newRootKey, .noNameCovered])
        #expect(try prepare("other.example.com").texts.contains("Names: 0 of 2 of this server's names"))
    }
}
