/// Whether a renewal of a server's certificates is due, and whether `renew` does it.
public struct RenewalOutlook: Hashable, Sendable {
    /// Seconds from a renewal to the next one that only changed names or addresses ask for: clients and servers are not
    /// troubled more often by what nobody looks at.
    public static let pause: Int64 = 3_600

    /// Why a renewal is due; empty where none is.
    public let reasons: [RenewalReason]
    /// What would be a reason if the clock were known to be right; nil where there is no such thing.
    public let unconfirmed: UnconfirmedReason?
    /// When the identity is due by its age.
    public let dueAt: Timestamp
    /// When the identity expires.
    public let end: Timestamp
    /// Whether the site lets `renew` do it.
    public var isAutomatic: Bool

    /// An outlook of these parts.
    public init(
        reasons: [RenewalReason], unconfirmed: UnconfirmedReason? = nil, dueAt: Timestamp, end: Timestamp,
        isAutomatic: Bool
    ) {
        self.reasons = reasons
        self.unconfirmed = unconfirmed
        self.dueAt = dueAt
        self.end = end
        self.isAutomatic = isAutomatic
    }

    /// What is due for the live certificates of a store, on a host whose names have this `coverage`.
    ///
    /// An address that is gone is a reason only if another one replaces it, because a cable may be unplugged. Nothing
    /// is due by its age while the clock is wrong. A certificate that is not valid yet is due at once where the clock is
    /// reliable, else where a run has `found` the same at least 12 hours ago.
    public init(
        _ stored: StoredIdentity, coverage: [Coverage], clock: IgnitionClock, clockWasWrong: Bool, isAutomatic: Bool,
        notValidYetFound found: Timestamp? = nil
    ) {
        let (identity, root, now) = (stored.identity, stored.root, clock.reading)
        // A third party needs time to issue: an imported identity has the whole 60 days.
        let due = stored.isImported ? identity.warningBegins : identity.renewalIsDue
        var reasons: [RenewalReason] = []
        let notValidYet = stored.reasonNotValidYet(at: clock).map {
            UnconfirmedReason($0, found: found, by: clock)
        }
        let isConfirmed = notValidYet?.isConfirmed(by: clock) ?? false
        if clock.isPlausible {
            if let notValidYet, isConfirmed { reasons.append(notValidYet.reason) }
            if clockWasWrong, !stored.isImported { reasons.append(.clockIsRightNow) }
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
            reasons: reasons, unconfirmed: isConfirmed ? nil : notValidYet, dueAt: due,
            end: identity.notAfter, isAutomatic: isAutomatic)
    }

    /// When the identity expires and when a renewal is due, to end a sentence with.
    public var ahead: String { "the identity expires at \(end), and is due at \(dueAt)" }
}

extension StoredIdentity {
    /// The reason to issue certificates again that are not valid yet by this clock; nil where they are, where a third party
    /// issued them, or where the clock is plainly wrong.
    fileprivate func reasonNotValidYet(at clock: IgnitionClock) -> RenewalReason? {
        guard clock.isPlausible, !isImported else { return nil }
        if clock.reading < root.notBefore { return .rootIsNotValidYet(from: root.notBefore) }
        return clock.reading < identity.notBefore ? .identityIsNotValidYet(from: identity.notBefore) : nil
    }
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
