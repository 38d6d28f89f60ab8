import CertificateModel
import CertificateStore

/// Switches automatic renewal on or off.
public struct RenewalSwitch: Sendable {
    let installation: Installation

    /// The switch of a server.
    public init(_ installation: Installation) { self.installation = installation }

    /// Changes the site configuration, and adds a line to the journal. It locks the store, so that no renewal runs
    /// meanwhile.
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
                    // Undo the change if the journal cannot be written.
                    try? site.set(renewsAutomatically: before)
                    throw error
                }
            }
        }
    }
}
