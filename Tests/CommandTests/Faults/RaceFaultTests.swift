import Glibc
import HostileDER
import SoakSwitch
import Synchronization
import Testing

@Suite("Writers and readers at once", .ownThread)
struct RaceFaultTests {
    /// Who runs at once: three writers, and two who read what is live. Every second run of a writer is killed.
    private enum Actor: CaseIterable {
        case regenerates, renews, exports, serves, looks
    }

    /// The certificates and keys that were read together.
    private struct Pair: Hashable {
        let chain, key: [UInt8]
    }

    private static let rounds = Soak.isOn ? 50 : 4

    @Test("leave a whole store, however many of them are killed, and a server reads a key with its certificate")
    func race() throws {
        let site = try FaultSite()
        try IgnitedStore.copy(to: site.store, answers: ImportStage.answers)
        let served = Mutex<Set<Pair>>([])
        let writing = Atomic(3)
        let row = FaultRow.trying(.race, Actor.allCases) { actor in
            switch actor {
            case .serves:
                return Self.serve(site, served) { writing.load(ordering: .relaxed) > 0 }
            case .looks:
                return try Self.look(site) { writing.load(ordering: .relaxed) > 0 }
            default:
                defer { writing.subtract(1, ordering: .relaxed) }
                return try Self.write(actor, on: site)
            }
        }
        let pairs = served.withLock { Array($0) }
        let read = FaultRow.trying(.race, Array(pairs.indices)) { try Self.check(pairs[$0], $0, of: site) }
        let settled = FaultRow.trying(.race, [0]) { _ in try Self.settle(site) }
        (row + read + settled).report(atLeast: 6)
    }

    /// Runs that write; each second one is killed after a time that is another one each time.
    private static func write(_ actor: Actor, on site: FaultSite) throws -> FaultReport {
        let words =
            switch actor {
            case .regenerates: ["regenerate", "--yes"]
            case .renews: ["renew", "--force"]
            default: ["export", "identity", "--as", "combined", "--out", "-"]
            }
        var report = FaultReport()
        var random = SeededGenerator(seed: UInt64(words[0].utf8.count))
        for round in 0..<rounds * (actor == .exports ? 8 : 1) {
            let errors = site.scratch.path("\(words[0])-\(round).err")
            let child = try Child(
                FaultSite.command(words, on: site.folder), errors: errors, environment: Tool.environment)
            let start = ContinuousClock.now
            if round % 2 == 1 {
                let life = Duration.milliseconds(Int(random.next() % (actor == .exports ? 20 : 400)))
                _ = PollDeadline().wait { child.hasEnded || .now - start > life }
                kill(child.process, SIGKILL)
            }
            let status = try child.waitForEnd()
            report.slowest = max(report.slowest, .now - start)
            let said = Files.text(errors) ?? ""
            let isKilled = round % 2 == 1 && status == -SIGKILL
            let isHeld = status == 75 && said.contains("another run")
            if status != 0, !isKilled, !isHeld { report.find(.silent, "\(words): \(status), \(said)") }
            unlink(errors)
        }
        return report
    }

    /// Reads the certificates and the key as a server does, which looks once where `live` leads to.
    private static func serve(_ site: FaultSite, _ served: borrowing Mutex<Set<Pair>>, while isOn: () -> Bool)
        -> FaultReport
    {
        var report = FaultReport()
        while isOn() {
            let folder = open("\(site.store)/live", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard folder >= 0 else {
                report.find(.torn, "live cannot be opened: \(String(cString: strerror(errno)))")
                return report
            }
            let path = "/proc/self/fd/\(folder)"
            let pair = Files.bytes("\(path)/fullchain.pem").flatMap { chain in
                Files.bytes("\(path)/identity.key").map { Pair(chain: chain, key: $0) }
            }
            if let pair { served.withLock { _ = $0.insert(pair) } } else { report.find(.torn, "a file is missing") }
            close(folder)
            poll(nil, 0, 1)
        }
        return report
    }

    /// Runs that only look are never refused.
    private static func look(_ site: FaultSite, while isOn: () -> Bool) throws -> FaultReport {
        var report = FaultReport()
        while isOn() {
            for words in [["review", "--format", "json"], ["history"]] {
                let finished = try report.timing { try site.run(words) }
                if finished.status != 0 { report.find(.mixed, "\(words): \(finished)") }
            }
        }
        return report
    }

    private static func check(_ pair: Pair, _ index: Int, of site: FaultSite) throws -> FaultReport {
        let (chain, key) = (site.scratch.path("\(index).pem"), site.scratch.path("\(index).key"))
        Files.write(pair.chain, to: chain)
        Files.write(pair.key, to: key)
        var report = FaultReport()
        let of = try Tool.expect(["openssl", "x509", "-in", chain, "-noout", "-pubkey"], in: site.scratch)
        if try Tool.expect(["openssl", "pkey", "-in", key, "-pubout"], in: site.scratch) != of {
            report.find(.mixed, "a certificate and the key of another one were read together")
        }
        return report
    }

    /// When all is over, the next run finds nothing that it cannot put right.
    private static func settle(_ site: FaultSite) throws -> FaultReport {
        var report = FaultReport()
        try site.goOn(&report)
        let state = try StoreState(site.store, in: site.scratch)
        report.findings += state.findings
        if site.handedOver != Int(state.live) { report.find(.mixed, "\(state.live) was never handed over") }
        let left = Processes.running(on: site.folder)
        if !left.isEmpty { report.find(.leftover, "\(left)") }
        return report
    }
}
