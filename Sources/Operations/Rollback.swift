import CertificateEngine
import CertificateModel
import CertificateStore

/// Makes an earlier generation live again, after the same checks that let it in.
public struct Rollback: Sendable {
    let installation: Installation
    /// Which command this is, and why, for the journal.
    let command: String
    let reason: String?

    private var store: Store { installation.store }

    /// A return to an earlier generation.
    public init(_ installation: Installation, command: String = "rollback", reason: String? = nil) {
        self.installation = installation
        self.command = command
        self.reason = reason
    }

    /// Goes back to a generation, or to the one before the live one where none is named; nil where it is live already.
    ///
    /// `expected` is what must still be live, where another run may have been faster.
    public func perform(
        to number: Int? = nil, from expected: Int? = nil
    ) throws(OperationError) -> (from: Int?, to: Int)? {
        try OperationError.facts { try go(to: number, from: expected) }
    }

    private func go(to number: Int?, from expected: Int?) throws -> (from: Int?, to: Int)? {
        // Where the link is gone, or something else is in its place, a generation that is named can be made live again.
        let live = try number == nil ? store.requiredGeneration().number : store.linkedNumber()
        let target = try number ?? before(live ?? 0)
        if target == live { return nil }
        try check(try store.generation(target), installation.world.clock())
        let entry = installation.journalEntry(
            generation: target, command: command,
            reason: reason ?? live.map { "from generation \($0)" } ?? "no generation was live",
            result: JournalEntry.rolledBack)
        try store.withLock { writer in
            let now = try store.linkedNumber()
            guard now == expected ?? live else {
                throw OperationError.overtaken(store: store.layout.folder, live: now)
            }
            try writer.rollBack(to: target, journal: entry)
        }
        return (live, target)
    }

    private func before(_ live: Int) throws -> Int {
        guard let earlier = try store.generations().last(where: { $0 < live }) else {
            throw OperationError.noEarlierGeneration(live: live)
        }
        return earlier
    }

    /// Refuses what servers could not serve, or clients would refuse.
    private func check(_ generation: Generation, _ clock: IgnitionClock) throws {
        let isImported = generation.manifest.body.profile == nil
        do throws(VerificationError) {
            try GenerationVerifier.verify(folder: generation.folder, as: isImported ? .imported : .issued)
        } catch {
            throw OperationError.inconsistent(generation: generation.number, error)
        }
        for name in ["identity.pem", "root.pem"] {
            let contents = try generation.member(name).contents
            if contents.notAfter < clock.reading {
                throw OperationError.expired(
                    generation: generation.number, file: name, at: contents.notAfter, clock: clock)
            }
            if clock.isReliable, clock.reading < contents.notBefore {
                throw OperationError.notValidYet(
                    generation: generation.number, file: name, from: contents.notBefore)
            }
        }
    }
}
