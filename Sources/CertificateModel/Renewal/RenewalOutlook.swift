/// Whether a server's certificates are to be issued anew, and whether that happens by itself.
public struct RenewalOutlook: Hashable, Sendable {
    /// Why they are; empty where nothing is due.
    public let reasons: [RenewalReason]
    /// When the identity will be due by its age, if nothing else happens before; nil where a third party issued it.
    public let dueAt: Timestamp?
    /// Whether the site lets `renew` do it.
    public let isAutomatic: Bool

    /// An outlook of these parts.
    public init(reasons: [RenewalReason], dueAt: Timestamp?, isAutomatic: Bool) {
        self.reasons = reasons
        self.dueAt = dueAt
        self.isAutomatic = isAutomatic
    }
}
