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
        let reasons = outlook.reasons.map(\.sentence)
        let isLeft = state.isImported || !outlook.isAutomatic
        guard isForced || !(reasons.isEmpty || isLeft) else {
            if !isDryRun { try note(outlook.unconfirmed, of: state.generation) }
            if reasons.isEmpty { return .notDue(clockIsWrong: state.clockWarning != nil) }
            return .left(to: state.isImported ? .authority : .operator)
        }
        let regeneration = Regeneration(
            installation, RegenerationChoice(outlook.reasons.contains(where: \.isOfRoot) ? .root : .identity),
            command: "renew", reason: Self.journalReason(reasons),
            // Only names and addresses are lost that the host has replaced by others: automatic renewal is for that.
            allowsNameLoss: true, keepsAbsent: true, decidedOn: state.generation)
        if isDryRun { return .issued(try regeneration.look(), generation: nil) }
        let (prepared, generation) = try regeneration.run()
        return .issued(prepared, generation: generation)
    }

    /// Remembers in the journal when a reason was found first, so that a later run can confirm it.
    private func note(_ unconfirmed: UnconfirmedReason?, of generation: Int) throws(OperationError) {
        guard let unconfirmed, unconfirmed.found == nil else { return }
        let (store, now) = (installation.store, installation.world.now())
        let entry = installation.journalEntry(
            generation: generation, command: "renew", reason: unconfirmed.reason.sentence,
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
}
