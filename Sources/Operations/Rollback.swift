import CertificateEngine
public import CertificateModel
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

    /// A generation that passed the checks, and is to be made live again.
    public struct Prepared: Sendable {
        /// The generation that is live; nil where none is.
        public let from: Int?
        /// The generation to go back to.
        public let to: Int
        /// What is to be confirmed before.
        public let confirmation: Confirmation
    }

    /// Checks a generation, or the one that was live before the live one where none is named; nil where it is live already.
    /// Nothing is changed.
    public func prepare(to number: Int? = nil) throws(OperationError) -> Prepared? {
        try OperationError.facts {
            // Where the link is gone, or something else is in its place, a generation that is named can be made live again.
            let live = try number == nil ? store.requiredGeneration().number : store.linkedNumber()
            let target = try number ?? before(live ?? 0)
            if target == live { return nil }
            let generation = try store.generation(target)
            let clock = installation.world.clock()
            try check(generation, clock)
            return Prepared(
                from: live, to: target,
                confirmation: try Self.confirmation(
                    of: generation, from: live.flatMap { try? LiveCertificates(store.generation($0)) },
                    wasServed: try? store.journal().wasServed(target), at: clock, warnings: installation.storeWarnings))
        }
    }

    /// Makes the generation live that was confirmed.
    public func commit(_ prepared: Prepared, _ consent: Consent) throws(OperationError) {
        try OperationError.facts {
            try installation.check(consent, isOf: prepared.confirmation)
            let entry = installation.journalEntry(
                generation: prepared.to, command: command,
                reason: reason ?? prepared.from.map { "from generation \($0)" } ?? "no generation was live",
                result: JournalEntry.rolledBack)
            try store.withLock { writer in
                try installation.requireLive(prepared.from)
                try writer.rollBack(to: prepared.to, consent: consent, journal: entry)
            }
        }
    }

    /// What is to be confirmed before a generation becomes live in the place of another one.
    static func confirmation(
        of generation: Generation, from present: LiveCertificates?, wasServed: Bool?, at clock: IgnitionClock,
        warnings: [String]
    ) throws -> Confirmation {
        let target = try LiveCertificates(generation)
        return Confirmation(
            .rollback(to: generation.number), of: present?.server ?? target.server, root: target.root.contents,
            identity: target.identity.contents, profile: target.confirmed.profile, replacing: present?.confirmed,
            at: clock, warnings: (wasServed == false ? ["it was not served when it was live last"] : []) + warnings)
    }

    /// The generation that was live before, as far as the journal tells and it was served; else the one before by its number.
    private func before(_ live: Int) throws -> Int {
        let (all, journal) = (try store.generations(), try? store.journal())
        let former = journal?.switches.first { number in
            number != live && all.contains(number) && journal?.wasServed(number) != false
        }
        guard let earlier = former ?? all.last(where: { $0 < live }) else {
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
