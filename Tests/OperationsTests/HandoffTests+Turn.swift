import CertificateModel
import CertificateStore
import Operations
import Synchronization
import Testing
import Threads
import WorldFixtures

/// One run at a time hands certificates over.
extension HandoffTests {
    @Test func `that a deploy hook started is left to the next run`() async throws {
        let hooks = try Hooks("10-server", on: server)
        server.host.with { $0.environment["KEYTURN_GENERATION"] = "1" }
        let outcome = try await switchOver()
        #expect(
            outcome.warnings == [
                "a deploy hook started this: hooks run, and servers are asked, only at the next run"
            ])
        #expect(try await makeUp() == nil)
        #expect(hooks.calls.isEmpty)
        server.host.with { $0.environment = [:] }
        #expect(try await makeUp()?.hasDeployed == true)
        #expect(hooks.calls == ["10-server renew 2"])
    }

    @Test func `waits for another one, and does not do again what that did`() async throws {
        let (started, mayEnd) = (Promise<Void>(), Promise<Void>())
        let hooks = try Hooks("10-server", on: server) { _ in
            started.fulfil(())
            mayEnd.wait()
            return .succeeded
        }
        async let first = switchOver()
        let server = server
        let (waits, second) = try await withTaskExecutorPreference(ThreadExecutor()) {
            started.wait()
            let waits = Flag()
            // Nothing is due but the hand-off, which is being done.
            let handoff = try server.installation.handoff(command: "renew")
            #expect(handoff.isOwed(try server.state().handoff))
            let outcome = handoff.perform(from: nil) { step in
                guard step == .waiting else { return }
                waits.set()
                mayEnd.fulfil(())
            }
            return (waits.isSet, outcome)
        }
        #expect(try await first.hasDeployed)
        #expect(waits && second == HandoffOutcome())
        #expect(hooks.calls == ["10-server regenerate 2"])
        #expect(try server.count(JournalEntry.deployed) == 1)
    }

    @Test func `tells what it does, step by step`() async throws {
        try server.configure(Self.serving + "rollback-if-unproven = true\n")
        let peers = try Peers(on: server, ports: 8443)
        _ = try Hooks("10-server", on: server)
        let steps = Steps()
        let server = server
        try await withTaskExecutorPreference(ThreadExecutor()) {
            let handoff = try server.installation.handoff(command: "regenerate")
            try server.regenerate()
            _ = handoff.perform(from: 1) { steps.add($0) }
        }
        let ended = HookOutcome(name: "10-server", result: .succeeded, output: "said by 10-server")
        let round: [HandoffStep] = [
            .hookStarts(name: "10-server", number: 1, count: 1), .hookEnded(ended),
            .asking([ServedState(endpoint: "127.0.0.1:8443", answer: .asking)], secondsLeft: 1),
        ]
        #expect(steps.begun == round + [.goingBack(generation: 1)] + round)
        withExtendedLifetime(peers) {}
    }

    private final class Steps: Sendable {
        private let steps = Mutex<[HandoffStep]>([])
        var all: [HandoffStep] { steps.withLock(\.self) }
        /// Without what is told of the same asking again: an answer that has come, a second that has passed.
        var begun: [HandoffStep] {
            all.reduce(into: []) { begun, step in
                if case .asking? = begun.last, case .asking = step { return }
                begun.append(step)
            }
        }
        func add(_ step: HandoffStep) { steps.withLock { $0.append(step) } }
    }
}
