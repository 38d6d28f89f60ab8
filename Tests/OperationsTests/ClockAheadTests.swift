import CertificateEngine
import CertificateModel
import CertificateStore
import Operations
import StoreFixtures
import Testing
import WorldFixtures

@Suite("A clock that was ahead, and is right now,")
struct ClockAheadTests {
    private static let start = TestHost.ignition
    private static let hour: Int64 = 3600

    /// A server that was ignited while its clock was ahead by two years.
    private static func ignitedAhead() throws -> TestServer {
        let server = try TestServer(TestHost(now: start.adding(years: 2)))
        try server.ignite()
        server.host.with { $0.now = start }
        return server
    }

    /// A server whose identity was renewed in one night while its clock was ahead by 23 months.
    private static func renewedAhead() throws -> TestServer {
        let server = try TestServer.ignited()
        server.host.pass(days: 700)
        #expect(try server.renew().generation == 2)
        server.host.with { $0.now = start }
        return server
    }

    private static func hours(_ hours: Int64) -> Timestamp { start.adding(seconds: hours * hour) }

    /// How the clock gets ahead, which certificates are issued anew then, and the reason.
    enum Night: String, CaseIterable, CustomTestStringConvertible {
        case ignition = "at ignition"
        case renewal = "in a night of renewals"

        var testDescription: String { rawValue }

        func server() throws -> TestServer {
            switch self {
            case .ignition: try ClockAheadTests.ignitedAhead()
            case .renewal: try ClockAheadTests.renewedAhead()
            }
        }

        var reason: String {
            switch self {
            case .ignition: "the root is not valid yet: it is valid from 2029-02-28T12:00:00Z"
            case .renewal: "the identity is not valid yet: it is valid from 2029-01-28T12:00:00Z"
            }
        }

        var remedy: ServerStatus.Remedy.Certificates { self == .ignition ? .root : .identity }
    }

    /// What is live is right for clients with a right clock, nothing more is due, and the root has the key that it had.
    private func checkRepaired(_ server: TestServer, _ night: Night, from before: Int) throws {
        let now = server.host.with(\.now)
        for name in ["root.pem", "identity.pem"] {
            let certificate = try server.certificate(name)
            #expect(certificate.notBefore <= now && now < certificate.notAfter, "\(name)")
        }
        let (old, new) = (try server.certificate("root.pem", of: before), try server.certificate("root.pem"))
        #expect(new.subjectKeyIdentifier == old.subjectKeyIdentifier && new.subject == old.subject)
        #expect((new == old) == (night == .renewal))
        #expect(try server.journal().last?.reason == night.reason && server.journal().last?.command == "renew")
        #expect(try server.state().status.severity == .ok)
        #expect(try server.renew().isNotDue && server.state().renewal.unconfirmed == nil)
        try server.verify(before + 1)
        #expect(try server.isTrusted(identity: before + 1, by: before + 1))
    }

    @Test(arguments: Night.allCases) func `renews at once where it is synchronised`(_ night: Night) throws {
        let server = try night.server()
        server.host.with { $0.isClockSynchronized = true }
        let (before, live, state) = (server.tree, try server.store.liveNumber() ?? 0, try server.state())
        #expect(state.renewal.reasons.map(\.sentence) == [night.reason] && state.renewal.unconfirmed == nil)
        let lines = state.status.lines.filter { $0.severity == .critical }
        #expect(lines.map(\.subject) == (night == .ignition ? ["identity", "root"] : ["identity"]))
        #expect(lines.allSatisfy { $0.remedy == .issue(night.remedy) && $0.advice == nil })
        #expect(!state.status.lines.contains { $0.subject == "renewal" })
        guard case .issued(let prepared, generation: nil) = try server.renew(isDryRun: true) else {
            Issue.record("nothing is due")
            return
        }
        #expect(prepared.certificates.identity.notBefore < server.host.with(\.now) && server.tree == before)
        #expect(
            prepared.difference.consequences.contains(
                "clients refuse the old root before 2029-02-28T12:00:00Z: give the new root (WebRootCA.pem) to every client"
            ) == (night == .ignition))
        #expect(try server.renew().generation == live + 1)
        try checkRepaired(server, night, from: live)
    }

    @Test(arguments: Night.allCases, [false, nil] as [Bool?])
    func `renews where it is not synchronised when a run 12 hours later finds the same`(
        _ night: Night, _ isSynchronized: Bool?
    ) throws {
        let server = try night.server()
        server.host.with { $0.isClockSynchronized = isSynchronized }
        let live = try server.store.liveNumber() ?? 0
        #expect(
            try server.state().renewal.unconfirmed?.sentence.hasSuffix(
                "so a renewal is due only if two runs find that, 12 hours apart") == true)
        for hours: Int64 in [0, 1, 11] {
            server.host.with { $0.now = Self.hours(hours) }
            let before = server.tree
            #expect(try server.renew(isDryRun: true).isNotDue && server.tree == before)
            #expect(try server.renew().isNotDue)
            #expect(try server.count(JournalEntry.notValidYet) == 1 && (server.tree == before) == (hours > 0))
            let state = try server.state()
            #expect(state.renewal.reasons.isEmpty && state.status.severity == .critical)
            #expect(
                state.renewal.unconfirmed?.sentence
                    == "\(night.reason); the clock "
                    + (isSynchronized == nil ? "may not be synchronised" : "is not synchronised")
                    + ", so a renewal is due only if that is still so at 2027-03-02T00:00:00Z")
            #expect(state.status.lines.first?.remedy == .issueUnlessClockIsWrong(night.remedy))
        }
        let noted = try #require(try server.journal().last)
        #expect(noted.generation == live && noted.reason == night.reason && noted.command == "renew")
        server.host.with { $0.now = Self.hours(12) }
        #expect(try server.renew().generation == live + 1)
        try checkRepaired(server, night, from: live)
    }

    @Test func `renews at once when it becomes synchronised meanwhile`() throws {
        let server = try Self.renewedAhead()
        #expect(try server.renew().isNotDue)
        server.host.with { $0.isClockSynchronized = true }
        #expect(try server.renew().generation == 3)
    }

    @Test func `does not rely on what was found while it was ahead, and waits again`() throws {
        let server = try Self.ignitedAhead()
        server.host.with { $0.now = Self.start.adding(years: 1) }
        #expect(try server.renew().isNotDue)
        server.host.with { $0.now = Self.start }
        #expect(try server.state().renewal.unconfirmed?.found == nil)
        for hours: Int64 in [0, 11] {
            server.host.with { $0.now = Self.hours(hours) }
            #expect(try server.renew().isNotDue)
            #expect(try server.state().renewal.unconfirmed?.found == Self.start)
            #expect(try server.count(JournalEntry.notValidYet) == 2)
        }
        server.host.with { $0.now = Self.hours(12) }
        #expect(try server.renew().generation == 2)
    }

    @Test func `does not rely on what was found in another generation`() throws {
        let server = try Self.ignitedAhead()
        #expect(try server.renew().isNotDue)
        #expect(try server.renew(isForced: true).generation == 2)
        server.host.with { $0.now = Self.hours(12) }
        #expect(try server.renew().isNotDue)
        #expect(try server.journal().filter { $0.result == JournalEntry.notValidYet }.map(\.generation) == [1, 2])
    }

    @Test func `is no help to an identity that is regenerated under a root that is not valid yet, and that is said`()
        throws
    {
        let server = try Self.ignitedAhead()
        func warnings(_ subject: RegenerationChoice.Subject) throws -> [String] {
            try Regeneration(server.installation, RegenerationChoice(subject), command: "regenerate").prepare()
                .confirmation.warnings
        }
        #expect(
            try warnings(.identity) == [
                "the root is not valid yet: it is valid from 2029-02-28T12:00:00Z; clients refuse the identity until then"
            ])
        #expect(try warnings(.root) == [])
    }

    @Test func `leaves a third party's certificates to their authority`() throws {
        let server = try TestServer.ignited()
        server.host.with { $0.now = Self.start.adding(years: 2) }
        try server.takeIn(Self.ignitedAhead())
        server.host.with { $0.now = Self.start }
        let before = server.tree
        for (isSynchronized, remedy) in [
            (true, .issue(.imported)), (false, .issueUnlessClockIsWrong(.imported)),
        ] as [(Bool, ServerStatus.Remedy)] {
            server.host.with { $0.isClockSynchronized = isSynchronized }
            let state = try server.state()
            #expect(state.status.severity == .critical && state.status.lines.first?.remedy == remedy)
            #expect(state.renewal.reasons.isEmpty && state.renewal.unconfirmed == nil)
            #expect(try server.renew().isNotDue && server.tree == before)
        }
    }

    @Test(arguments: [true, false, nil]) func `finds nothing while it is plainly wrong`(_ isSynchronized: Bool?) throws
    {
        let server = try Self.ignitedAhead()
        let wrong = try #require(Timestamp(year: 2001, month: 2, day: 3))
        server.host.with { state in (state.now, state.isClockSynchronized) = (wrong, isSynchronized) }
        let (before, state) = (server.tree, try server.state())
        #expect(state.renewal.reasons.isEmpty && state.renewal.unconfirmed == nil)
        #expect(state.status.lines.first?.advice == "set this server's clock, which says 2001-02-03T00:00:00Z")
        #expect(state.status.lines.first?.remedy == nil)
        guard case .notDue(clockIsWrong: true) = try server.renew() else {
            Issue.record("something is due")
            return
        }
        #expect(server.tree == before)
    }

    @Test func `leaves it to the operator where the site says so`() throws {
        let server = try Self.renewedAhead()
        try server.configure("[renewal]\nautomatic = false\n")
        #expect(try server.renew().isNotDue && server.count(JournalEntry.notValidYet) == 1)
        server.host.with { $0.now = Self.hours(12) }
        guard case .left(to: .operator) = try server.renew() else {
            Issue.record("it is not left")
            return
        }
        #expect(try server.regenerate() == 3)
        #expect(try server.state().status.severity == .ok)
    }

    @Test func `makes no generation live again that is not valid yet, where it is synchronised`() throws {
        let server = try Self.renewedAhead()
        try server.regenerate()
        server.host.with { $0.isClockSynchronized = true }
        let before = server.tree
        let error = #expect(throws: OperationError.self) { try Rollback(server.installation).perform() }
        #expect(error?.kind == "not-valid-yet" && server.tree == before)
        #expect(
            error?.problem
                == "generation \"2\" is not valid yet: its identity.pem is valid from 2029-01-28T12:00:00Z")
        server.host.with { $0.isClockSynchronized = nil }
        #expect(try Rollback(server.installation).perform()?.to == 2)
    }

    @Test(arguments: [true, false, nil])
    func `is told of at ignition where it is not synchronised, and the manifest has it`(_ isSynchronized: Bool?) throws
    {
        let server = try TestServer()
        server.host.with { $0.isClockSynchronized = isSynchronized }
        let ignition = Ignition(server.installation, command: "ignite")
        let prepared = try ignition.prepare(
            try server.usualAnswers(), server.host.world.facts(),
            keys: KeyMaterialGenerator(newKey: server.host.world.newKey))
        #expect(
            prepared.confirmation.warnings
                == (isSynchronized == false
                    ? [
                        "the clock says 2027-03-01T12:00:00Z, and is not synchronised: if it is ahead, clients refuse the "
                            + "certificates until it is correct and they are renewed"
                    ] : []))
        _ = try ignition.commit(prepared)
        #expect(try server.store.liveGeneration()?.manifest.body.clockWasSynchronized == isSynchronized)
        let preview = try Regeneration(server.installation, RegenerationChoice(.identity), command: "regenerate")
            .prepare()
        #expect(preview.confirmation.warnings == prepared.confirmation.warnings)
    }
}
