import CertificateEngine
import CertificateModel

/// Certificates that are signed anew in memory, and what they change; nothing of them is in the store yet but the serial
/// numbers that they took.
struct PreparedRegeneration: Sendable {
    let ignition: PreparedIgnition
    let difference: Difference
    let warnings: [String]
    /// The generation that they are to take the place of: where another one is live by then, they are not written.
    let replaces: Int
    /// The addresses that the host had before.
    let hadAddresses: Set<IPAddress>
}
