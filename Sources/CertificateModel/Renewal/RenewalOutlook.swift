/// Whether a renewal of a server's certificates is due, and whether `renew` does it.
public struct RenewalOutlook: Hashable, Sendable {
    /// Seconds from a renewal to the next one that only changed names or addresses ask for: clients and servers are not
    /// troubled more often by what nobody looks at.
    public static let pause: Int64 = 3_600

    /// Why a renewal is due; empty where none is.
    public let reasons: [RenewalReason]
    /// When the identity is due by its age.
    public let dueAt: Timestamp
    /// When the identity expires.
    public let end: Timestamp
    /// Whether the site lets `renew` do it.
    public let isAutomatic: Bool

    /// An outlook of these parts.
    public init(reasons: [RenewalReason], dueAt: Timestamp, end: Timestamp, isAutomatic: Bool) {
        self.reasons = reasons
        self.dueAt = dueAt
        self.end = end
        self.isAutomatic = isAutomatic
    }

    /// What is due for the live certificates of a store, on a host whose names have this `coverage`.
    ///
    /// An address that is gone is a reason only if another one replaces it, because a cable may be unplugged. Nothing
    /// is due by its age while the clock is wrong.
    public init(
        _ stored: StoredIdentity, coverage: [Coverage], clock: IgnitionClock, clockWasWrong: Bool, isAutomatic: Bool
    ) {
        let (identity, root, now) = (stored.identity, stored.root, clock.reading)
        // A third party needs time to issue: an imported identity has the whole 60 days.
        let due = stored.isImported ? identity.warningBegins : identity.renewalIsDue
        var reasons: [RenewalReason] = []
        if clock.isPlausible {
            if clockWasWrong { reasons.append(.clockIsRightNow) }
            if now >= root.renewalIsDue, !stored.isImported {
                reasons.append(.rootNearsItsEnd(root.notAfter, days: now.days(until: root.notAfter)))
            }
            for one in stored.intermediates where now >= one.warningBegins {
                reasons.append(
                    .intermediateNearsItsEnd(
                        name: one.subject.commonName ?? "", one.notAfter, days: now.days(until: one.notAfter)))
            }
            if now >= due {
                reasons.append(.identityNearsItsEnd(identity.notAfter, days: now.days(until: identity.notAfter)))
            }
        }
        if identity.notBefore < root.notBefore, !stored.isImported { reasons.append(.rootWasRenewed) }
        reasons += coverage.filter { $0.coveredBy == nil }.map { .drift(role: $0.role, name: $0.name) }
        self.init(
            reasons: reasons, dueAt: due, end: identity.notAfter, isAutomatic: isAutomatic)
    }

    /// When the identity expires and when a renewal is due, to end a sentence with.
    public var ahead: String { "the identity expires at \(end), and is due at \(dueAt)" }
}

extension CertificateContents {
    /// Sixty days before it expires, or a third of its validity before it expires, where that is shorter.
    fileprivate var renewalIsDue: Timestamp {
        let life = max(notAfter.secondsSinceEpoch - notBefore.secondsSinceEpoch, 0)
        return max(warningBegins, notAfter.adding(seconds: -life / 3))
    }

    /// Sixty days before it expires.
    fileprivate var warningBegins: Timestamp { notAfter.adding(seconds: -ServerStatus.warningDays * 86_400) }
}
