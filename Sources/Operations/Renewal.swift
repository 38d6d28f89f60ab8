public import CertificateModel
import CertificateStore

/// Renews a server's certificates where something is due, without an operator.
public struct Renewal: Sendable {
    /// What came of it.
    public enum Result: Sendable {
        /// Nothing is due, or nothing can be judged by a clock that is plainly wrong.
        case notDue(clockIsWrong: Bool)
        /// Something is due that this program cannot or may not do.
        case left(to: Owner)
        /// Something is due, but only by changed names or addresses, and the last renewal is not `RenewalOutlook.pause` ago.
        case postponed(until: Timestamp)
        /// Signed and, unless that was only looked at, written.
        case issued(Regeneration.Prepared, generation: Int?)
    }

    /// Who has to do what is due.
    public enum Owner: Sendable {
        /// The certificate authority of a third party's certificates.
        case authority
        /// An operator, as the site has it.
        case `operator`
    }

    let installation: Installation
    /// Whether the identity is issued again although nothing is due.
    let isForced: Bool

    /// The renewal of a server.
    public init(_ installation: Installation, isForced: Bool = false) {
        self.installation = installation
        self.isForced = isForced
    }

    /// Does what is due in this state; a dry run writes nothing.
    public func run(_ state: ServerState, isDryRun: Bool) throws(OperationError) -> Result {
        let outlook = state.renewal
        if !isForced, let result = try reasonToWait(state) {
            if !isDryRun { try note(outlook.unconfirmed, of: state.generation) }
            return result
        }
        let reasons = outlook.reasons.map(\.sentence)
        let regeneration = Regeneration(
            installation, RegenerationChoice(outlook.reasons.contains(where: \.isOfRoot) ? .root : .identity),
            command: Self.command, reason: Self.journalReason(reasons), keepsAbsent: true, decidedOn: state.generation)
        let prepared = try regeneration.prepare()
        if isDryRun { return .issued(prepared, generation: nil) }
        let consent = try OperationError.facts { try prepared.confirmation.consentOfRenewal() }
        return .issued(prepared, generation: try regeneration.commit(prepared, consent))
    }

    /// What stands against a renewal in this state; nil where something is due and may be done now.
    private func reasonToWait(_ state: ServerState) throws(OperationError) -> Result? {
        let outlook = state.renewal
        if outlook.reasons.isEmpty { return .notDue(clockIsWrong: state.clockWarning != nil) }
        if state.isImported { return .left(to: .authority) }
        if !outlook.isAutomatic { return .left(to: .operator) }
        guard outlook.reasons.allSatisfy(\.isDrift) else { return nil }
        return try pauseEnd(of: state).map(Result.postponed)
    }

    /// When the pause after the last renewal ends; nil where it is over, or where that renewal is in the future: the clock was
    /// ahead then. A renewal that was rolled back counts as well.
    private func pauseEnd(of state: ServerState) throws(OperationError) -> Timestamp? {
        try OperationError.facts {
            let (store, now) = (installation.store, state.now)
            // Another run was faster, and did what was due: it is not said to wait.
            guard try store.liveNumber() == state.generation else { return nil }
            // One that cannot be read any more is no reason to leave the certificates as they are.
            let bodies = try store.generations().reversed().lazy.compactMap { try? store.generation($0).manifest.body }
            let last = bodies.first { $0.command == Self.command }.flatMap { Timestamp($0.created) }
            guard let last, last <= now else { return nil }
            let end = last.adding(seconds: RenewalOutlook.pause)
            return now < end ? end : nil
        }
    }

    /// The command that renews, in manifests and in the journal.
    private static let command = "renew"

    /// Remembers in the journal when a reason was found first, so that a later run can confirm it.
    private func note(_ unconfirmed: UnconfirmedReason?, of generation: Int) throws(OperationError) {
        guard let unconfirmed, unconfirmed.found == nil else { return }
        let (store, now) = (installation.store, installation.world.now())
        let entry = installation.journalEntry(
            generation: generation, command: Self.command, reason: unconfirmed.reason.sentence,
            result: JournalEntry.notValidYet)
        try OperationError.facts {
            try store.withLock { writer in
                // Another run may have done the same meanwhile, or made another generation live.
                guard try store.liveNumber() == generation,
                    try store.journal().notValidYetFound(in: generation, at: now) == nil
                else { return }
                try writer.journal(entry)
            }
        }
    }

    /// Why it was done, for the journal and for hooks.
    public static func journalReason(_ reasons: [String]) -> String {
        reasons.isEmpty ? "forced" : reasons.joined(separator: "; ")
    }

    /// Why a renewal is due at this moment, for the journal of an operator who regenerates; nil where none is.
    public static func presentReason(of installation: Installation) -> String? {
        guard
            let found = try? ServerInspection(installation).state(asksEndpoints: false, readsFiles: false),
            !found.state.renewal.reasons.isEmpty
        else { return nil }
        return journalReason(found.state.renewal.reasons.map(\.sentence))
    }
}
