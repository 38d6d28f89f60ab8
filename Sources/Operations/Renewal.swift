public import CertificateModel
import CertificateStore

/// Issues a server's certificates again where something is due, as nobody watches.
public struct Renewal: Sendable {
    /// What came of it.
    public enum Result: Sendable {
        /// Nothing is due, or nothing can be judged by a clock that is plainly wrong.
        case notDue(clockIsWrong: Bool)
        /// Something is due, and it is not this program's to do.
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

    /// What is due by this state is done; in a dry run it is only looked at.
    public func run(_ state: ServerState, isDryRun: Bool) throws(OperationError) -> Result {
        let outlook = state.renewal
        let reasons = outlook.reasons.map(\.sentence)
        guard isForced || !reasons.isEmpty else { return .notDue(clockIsWrong: state.clockWarning != nil) }
        if !isForced {
            if state.isImported { return .left(to: .authority) }
            if !outlook.isAutomatic { return .left(to: .operator) }
        }
        let regeneration = Regeneration(
            installation, RegenerationChoice(outlook.reasons.contains(where: \.isOfRoot) ? .root : .identity),
            command: "renew", reason: Self.journalReason(reasons),
            // What is lost here is what the host has another of, or is called no more: renewing automatically is for that.
            allowsNameLoss: true, keepsAbsent: true, decidedOn: state.generation)
        if isDryRun { return .issued(try regeneration.look(), generation: nil) }
        let (prepared, generation) = try regeneration.run()
        return .issued(prepared, generation: generation)
    }

    /// Why it was done, for the journal and for hooks.
    public static func journalReason(_ reasons: [String]) -> String {
        reasons.isEmpty ? "forced" : reasons.joined(separator: "; ")
    }
}
