import CertificateModel
import CertificateStore

/// Issues a server's certificates anew where something is due, as nobody watches.
struct Renewal {
    /// What came of it.
    enum Result {
        /// Nothing is due, or it is not this program's to do: then these are the warnings.
        case left([String])
        /// Signed and, unless that was only looked at, written.
        case issued(PreparedRegeneration, generation: Int?)
    }

    let inspector: StatusInspector
    /// Whether the identity is issued anew although nothing is due.
    let isForced: Bool

    private var store: Store { inspector.handoff.store }

    /// What is due is done; in a dry run it is only looked at.
    func run(_ found: StatusInspector.Findings, isDryRun: Bool) throws -> Result {
        let outlook = found.outlook
        let reasons = outlook.reasons.map(\.sentence)
        guard isForced || !reasons.isEmpty else {
            let clock = found.facts.clock
            return .left(
                clock.isPlausible
                    ? []
                    : ["this server's clock says \(clock.reading), which is plainly wrong: nothing is judged by it"])
        }
        if !isForced, let instead = instead(found) { return .left(reasons.map { "\($0): \(instead)" }) }
        let regenerating = Regenerating(
            store: store, choice: RegenerationChoice(outlook.reasons.contains(where: \.isOfRoot) ? .root : .identity),
            command: "renew", reason: Self.journalReason(reasons),
            // What is lost here is what the host has another of, or is called no more: renewing automatically is for that.
            allowsNameLoss: true, keepsAbsent: true, decidedOn: found.generation.number)
        if isDryRun { return .issued(try regenerating.look(), generation: nil) }
        let (prepared, generation) = try regenerating.run()
        return .issued(prepared, generation: generation)
    }

    /// Why it was done, for the journal and for hooks.
    static func journalReason(_ reasons: [String]) -> String {
        reasons.isEmpty ? "forced" : reasons.joined(separator: "; ")
    }

    /// What its owner has to do, where it is not done here.
    private func instead(_ found: StatusInspector.Findings) -> String? {
        if found.stored.isImported {
            return "ask the certificate authority for a new certificate (\"keyturn request\"), and import it"
        }
        return found.outlook.isAutomatic
            ? nil : "it is not renewed automatically; issue it anew with: keyturn regenerate"
    }
}
