import CertificateModel
import CertificateStore

/// Switches automatic renewal of a server's certificates on or off.
public struct RenewalSwitch: Sendable {
    let installation: Installation

    /// The switch of a server.
    public init(_ installation: Installation) { self.installation = installation }

    /// Changes the site configuration, and notes it in the journal: as the one writer of the store, so that a run that holds
    /// it is not surprised.
    public func set(_ isOn: Bool) throws(OperationError) {
        let site = installation.site
        let entry = installation.journalEntry(
            command: "keyturn", reason: "in \(VisibleText.quoted(site.path))",
            result: isOn ? JournalEntry.renewalSwitchedOn : JournalEntry.renewalSwitchedOff)
        try OperationError.facts {
            try installation.store.withLock { writer in
                let before = try site.read().renewsAutomatically
                try site.set(renewsAutomatically: isOn)
                do { try writer.journal(entry) } catch {
                    // Undone where the journal cannot be written.
                    try? site.set(renewsAutomatically: before)
                    throw error
                }
            }
        }
    }
}
