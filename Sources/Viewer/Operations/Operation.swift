import CertificateModel

/// What changes the server and takes a while: nothing else is begun before it has ended.
enum Operation: Hashable, Sendable {
    /// Certificates are being signed in memory, as the preparation of this number; Esc leaves them.
    case preparing(Int)
    /// A generation is being written, or an earlier one made live.
    case switching
    /// Servers are being told of it, which may take a minute.
    case handingOff
    /// Whether to renew automatically is being written to the site configuration.
    case savingRenewal(Bool)

    /// Whether it must end before the program may.
    var mustEnd: Bool { if case .preparing = self { false } else { true } }
}

/// What is handed to the servers.
enum Switch: Hashable, Sendable {
    /// What was prepared is written.
    case regeneration(RegenerationPreview)
    /// An earlier generation takes its place again.
    case rollback(to: Int)
    /// What is live is told to them once more.
    case hooks
}
