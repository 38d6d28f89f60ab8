import CertificateModel
import CertificateStore
import Operations
import Testing
import Threads
import WorldFixtures

/// Two renewals and an operator on one store at the same moment.
@Suite("Several runs at once")
struct RaceTests {
    private let server: TestServer
    private let issued = IssuedCertificates()

    init() throws {
        server = try TestServer.ignited()
        try server.configure("[history]\nkeep = 3\n")
    }

    /// What became of a run.
    private enum Ending: Hashable {
        case wrote(Int)
        case notDue
        case refused(kind: String)

        /// Whether it is one of the endings of a run that was not the first.
        var isOfALoser: Bool { [.notDue, .refused(kind: "held"), .refused(kind: "overtaken")].contains(self) }
    }

    private func ending(_ operate: () throws -> Int?) -> Ending {
        do { return try operate().map { .wrote($0) } ?? .notDue } catch {
            return .refused(kind: OperationError(error).kind)
        }
    }

    /// Starts all on threads of their own, and returns what became of each.
    private func race(_ runs: [@Sendable () -> Ending]) -> [Ending] {
        let start = Promise<Void>()
        let endings = runs.map { run in
            let ending = Promise<Ending>()
            DetachedThread.run {
                start.wait()
                ending.fulfil(run())
            }
            return ending
        }
        start.fulfil(())
        return endings.map { $0.wait() }
    }

    /// An operator and two timers at once: one does what is due, and the others say who was faster. The timers have looked at the
    /// server already where `haveLooked` says so. Returns who won.
    private func round(haveLooked: Bool, _ operate: @escaping @Sendable () throws -> Int) throws -> Int {
        let last = try #require(server.store.generations().last)
        let state = haveLooked ? try server.state() : nil
        let renew = { @Sendable () -> Ending in
            ending {
                try Renewal(server.installation).run(state ?? server.state(), isDryRun: false).generation
            }
        }
        let endings = race([{ ending(operate) }, renew, renew])
        let winner = try #require(endings.firstIndex(of: .wrote(last + 1)), "\(endings)")
        #expect(endings.count(where: \.isOfALoser) == 2, "\(endings)")
        #expect(try server.store.generations().last == last + 1)
        let live = try #require(try server.store.liveGeneration())
        #expect(live.number == last + 1)
        issued.add(live)
        return winner
    }

    /// Old generations go, as after every hand-off.
    private func handOff() throws { _ = try server.installation.handoff(command: "renew").perform(from: nil) }

    @Test("a new address: the first that has its keys writes them", .timeLimit(.minutes(5)))
    func moves() async throws {
        try await withTaskExecutorPreference(ThreadExecutor()) {
            for number in 1...20 {
                server.host.move("lan2", to: ["192.168.43.\(1 + number)"])
                _ = try round(haveLooked: number.isMultiple(of: 2)) {
                    try server.regenerate(keepsKey: false, allowsNameLoss: true)
                }
                try handOff()
            }
            #expect(issued.count == 1 + 20 && issued.numbers == 1 + 20)
            #expect(
                try server.names() == [
                    "DNS:ipo1.example.com", "IP:192.168.42.1", "IP:2001:db8::1", "IP:192.168.43.21",
                ])
            #expect(try server.count(JournalEntry.committed) == 1 + 20)
        }
    }

    @Test("a root near its end, which keeps its key and the identity's: nobody waits for one", .timeLimit(.minutes(5)))
    func roots() async throws {
        try await withTaskExecutorPreference(ThreadExecutor()) { try raceForRoots() }
    }

    private func raceForRoots() throws {
        // The identity is renewed in time; then the root is what is due.
        server.host.pass(days: 3500)
        let old = try server.regenerate()
        server.host.pass(days: 93)
        issued.add(try server.store.generation(old))
        var winners = [0, 0, 0]
        for number in 1...180 {
            let regeneration = Regeneration(server.installation, RegenerationChoice(.root), command: "regenerate")
            // In every third round an operator has prepared, and confirms at the moment at which the timers go off.
            let prepared = number.isMultiple(of: 3) ? try regeneration.prepare() : nil
            let winner = try round(haveLooked: !number.isMultiple(of: 2)) {
                try prepared.map { try regeneration.commit($0) } ?? regeneration.run().generation
            }
            winners[winner] += 1
            _ = try Rollback(server.installation).perform(to: old)
            try handOff()
        }
        #expect(issued.count == 2 + 2 * 180 && issued.numbers == issued.count)
        #expect(try server.committedGenerations().count == 2 + 180)
        // Or this would be no race.
        #expect(winners[0] > 0 && winners[1] + winners[2] > 0, "\(winners)")
    }
}
