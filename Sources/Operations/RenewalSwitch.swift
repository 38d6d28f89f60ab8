import CertificateModel
import CertificateStore

/// Lets a server renew its certificates by itself, or not.
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
                    // What cannot be noted is not done.
                    try? site.set(renewsAutomatically: before)
                    throw error
                }
            }
        }
    }
}
