import CertificateModel
import CertificateStore
import Operations
import Testing
import Threads
import WorldFixtures

/// Twelve years of a server, a renewal each day at noon.
@Suite("A server's life")
struct LifeTests {
    private let server: TestServer
    private let isHookBroken = Flag()
    private let hooks: Hooks
    private let issued = IssuedCertificates()

    init() throws {
        server = try TestServer.ignited()
        hooks = try Hooks("10-servers", on: server) { [isHookBroken] _ in
            isHookBroken.isSet ? .failed(status: 1) : .succeeded
        }
    }

    /// A day on which something was done, or was to be.
    private struct Event: CustomStringConvertible {
        /// Why certificates were issued; empty where none were.
        var reasons: [String] = []
        var outcome: HandoffOutcome?

        var hasFailed: Bool { outcome?.hasDeployed == false }
        var description: String { "\(reasons) \(outcome?.hooks.map(\.sentence) ?? [])" }
    }

    /// The live certificates, as far as each day is held to them.
    private struct Chain {
        let generation: Int
        let root, identity: CertificateContents

        func isValid(at now: Timestamp) -> Bool {
            [root, identity].allSatisfy { $0.notBefore <= now && now <= $0.notAfter }
        }
    }

    private func chain(_ generation: Int) throws -> Chain {
        try server.verify(generation)
        issued.add(try server.store.generation(generation))
        return Chain(
            generation: generation, root: try server.certificate("root.pem", of: generation),
            identity: try server.certificate("identity.pem", of: generation))
    }

    /// What a timer does: issues what is due, and hands over what is owed.
    private func renew() throws -> (generation: Int, event: Event?) {
        let installation = server.installation
        var handoff = try installation.handoff(command: "renew")
        let state = try ServerInspection(installation, handoff.site).state(asksEndpoints: false).state
        let reasons = state.renewal.reasons.map(\.sentence)
        switch try Renewal(installation).run(state, isDryRun: false) {
        case .issued(let prepared, let generation?):
            handoff.reason = Renewal.journalReason(reasons)
            return (generation, Event(reasons: reasons, outcome: handoff.perform(from: prepared.replaces)))
        case .notDue(clockIsWrong: false):
            return (state.generation, handoff.makeUp(for: state.handoff).map { Event(outcome: $0) })
        case let other:
            Issue.record("\(other)")
            return (state.generation, nil)
        }
    }

    /// Lives from one day to another, both included, and returns what happened. The live chain is one that OpenSSL verifies, and
    /// that is valid on each day.
    private func live(_ days: ClosedRange<Int>) throws -> [Event] {
        var (events, current) = ([Event](), Chain?.none)
        for day in days {
            let now = TestHost.ignition.adding(seconds: Int64(day) * 86_400)
            server.host.with { $0.now = now }
            let (generation, event) = try renew()
            if let event { events.append(event) }
            if current?.generation != generation { current = try chain(generation) }
            #expect(current?.isValid(at: now) == true, "day \(day)")
        }
        if let current { try server.verify(current.generation) }
        return events
    }

    @Test(
        "twelve years of daily renewals: moves, failing hooks, a rollback and two new roots; the chain holds every day",
        .timeLimit(.minutes(5)))
    func twelveYears() async throws {
        try await withTaskExecutorPreference(ThreadExecutor()) { try liveTwelveYears() }
    }

    private func liveTwelveYears() throws {
        // The ignition died before its hand-off, which is made up for on the first day.
        var events = try live(0...99)
        #expect(events.count == 1 && events[0].reasons.isEmpty && !events[0].hasFailed, "\(events)")

        server.host.move("lan2", to: ["192.168.43.2"])
        events = try live(100...199)
        #expect(events.map(\.reasons) == [[#"the LAN2 address "192.168.43.2" is not in the identity"#]])

        // The hook fails for two days, and is run again until it succeeds.
        isHookBroken.set(true)
        server.host.move("lan1", to: ["192.168.42.2", "2001:db8::1"])
        events = try live(200...201)
        #expect(events.count == 2 && events.allSatisfy(\.hasFailed), "\(events)")
        #expect(
            events.last?.outcome?.problems(hookHint: "mend it").first?.problem
                == #"the deploy hook "10-servers" failed with status 1"#)
        isHookBroken.set(false)
        events = try live(202...850)
        #expect(events.count == 1 && events[0].reasons.isEmpty && !events[0].hasFailed, "\(events)")

        // Two years after the move, less 60 days and the day by which certificates begin earlier.
        events = try live(851...1200)
        #expect(events.count == 1 && isByAge(events[0]), "\(events)")

        // A move that turns out to be wrong is taken back, and comes again as long as the host has the address.
        server.host.move("lan2", to: ["192.168.43.3"])
        #expect(try live(1201...1201).count == 1)
        server.host.pass(days: 1)
        _ = try #require(try Rollback(server.installation).perform())
        #expect(
            try live(1202...1202).map(\.reasons) == [[#"the LAN2 address "192.168.43.3" is not in the identity"#]])

        // Renewals by age, and then the root's own before its ten years are over; the hook fails again that day.
        events = try live(1203...3588)
        #expect(events.count == 3 && events.allSatisfy(isByAge), "\(events)")
        isHookBroken.set(true)
        let broken = try live(3589...3595)
        #expect(broken.first?.reasons.first?.contains(/^the root expires in (59|60) days/) == true, "\(broken)")
        #expect(broken.count >= 3 && broken.allSatisfy(\.hasFailed), "\(broken)")
        isHookBroken.set(false)
        #expect(try live(3596...3900).count == 1)

        server.host.pass(days: 1)
        let handoff = try server.installation.handoff(command: "regenerate")
        let regeneration = Regeneration(
            server.installation, RegenerationChoice(.root, keepsKey: false), command: "regenerate")
        #expect(handoff.perform(from: try regeneration.run().prepared.replaces).hasDeployed)
        events = try live(3901...4383)
        #expect(events.isEmpty, "\(events)")
        // The hook ran for each switch, and once more for each day on which it had failed.
        #expect(hooks.calls.count == 11 + 2 + broken.count, "\(hooks.calls)")

        // No number came twice under a root's key.
        #expect(issued.count > 12 && issued.numbers == issued.count && issued.rootKeys == 2)
        try journal(brokenDays: 2 + broken.count)
    }

    /// Sixty days before its end, to the second or a day later.
    private func isByAge(_ event: Event) -> Bool {
        event.reasons.count == 1 && event.reasons[0].contains(/^the identity expires in (59|60) days/)
    }

    private func journal(brokenDays: Int) throws {
        let entries = try server.journal()
        func count(_ result: String, _ command: String, _ reason: String = "") -> Int {
            entries.count {
                $0.result == result && $0.command == command
                    && (reason.isEmpty || $0.reason?.contains(reason) == true)
            }
        }
        #expect(count(JournalEntry.committed, "ignite") == 1)
        #expect(count(JournalEntry.committed, "renew", "is not in the identity") == 4)
        #expect(count(JournalEntry.committed, "renew", "the root expires in") == 1)
        #expect(count(JournalEntry.committed, "regenerate") == 1)
        #expect(entries.count { $0.result == JournalEntry.rolledBack } == 1)
        #expect(entries.count { $0.result == JournalEntry.notDeployed } == brokenDays)
        #expect(entries.count { $0.result == JournalEntry.pruned } >= 1)
    }
}
