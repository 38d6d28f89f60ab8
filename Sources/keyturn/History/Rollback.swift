import CertificateEngine
import CertificateModel
import CertificateStore
import HostInspection

/// Makes an earlier generation live again, after the same checks that let it in.
struct Rollback {
    let store: Store

    /// Goes back to a generation, or to the one before the live one where none is named; nil where it is live already.
    func perform(to number: Int?) throws -> Int? {
        guard let live = try store.liveNumber() else { _ = try store.requiredGeneration(); return nil }
        let target = try number ?? before(live)
        if target == live { return nil }
        let now = SystemClock.now()
        try check(try store.generation(target), now)
        let entry = JournalEntry(
            time: now.description, generation: target, command: "rollback", operator: .current,
            reason: "from generation \(live)", result: JournalEntry.rolledBack)
        try store.withLock { writer in try writer.rollBack(to: target, journal: entry) }
        return target
    }

    private func before(_ live: Int) throws -> Int {
        if let earlier = try store.generations().last(where: { $0 < live }) { return earlier }
        throw CommandFailure(
            status: .refused, problem: "there is no generation before \"\(live)\", which is live",
            hint: "\"keyturn history\" lists the generations there are")
    }

    /// Refuses what servers could not serve, or clients would refuse.
    private func check(_ generation: Generation, _ now: Timestamp) throws {
        let isImported = generation.manifest.body.profile == nil
        do { try GenerationVerifier.verify(folder: generation.folder, as: isImported ? .imported : .issued) } catch {
            throw CommandFailure(
                status: .refused,
                problem: "generation \"\(generation.number)\" does not hold together: \(error.problem)",
                hint: error.hint)
        }
        for name in ["identity.pem", "root.pem"] {
            let end = try generation.member(name).contents.notAfter
            guard end < now else { continue }
            throw CommandFailure(
                status: .refused, problem: "generation \"\(generation.number)\" has ended: its \(name) at \(end)",
                hint: "go back to another one, or set this server's clock, which says \(now)")
        }
    }
}
