import CertificateEngine
import CertificateModel
import CertificateStore
import Host

/// Makes an earlier generation live again, after the same checks that let it in.
struct Rollback: Sendable {
    let store: Store
    /// Which command this is, and why, for the journal.
    var command = "rollback"
    var reason: String?

    /// Goes back to a generation, or to the one before the live one where none is named; nil where it is live already.
    ///
    /// `expected` is what must still be live, where another run may have been faster.
    func perform(to number: Int?, from expected: Int? = nil) throws -> (from: Int?, to: Int)? {
        // Where the link is gone, a generation that is named can be made live again.
        let live = try number == nil ? store.requiredGeneration().number : store.liveNumber()
        let target = try number ?? before(live ?? 0)
        if target == live { return nil }
        let now = SystemClock.now()
        try check(try store.generation(target), now)
        let entry = JournalEntry(
            time: now.description, generation: target, command: command, operator: .current,
            reason: reason ?? live.map { "from generation \($0)" } ?? "no generation was live",
            result: JournalEntry.rolledBack)
        try store.withLock { writer in
            guard try store.liveNumber() == expected ?? live else {
                throw StoreError.held(path: store.layout.folder, process: nil)
            }
            try writer.rollBack(to: target, journal: entry)
        }
        return (live, target)
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
