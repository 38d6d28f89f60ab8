/// The server's clock, at ignition and whenever its certificates are judged, and what follows from it for their validity.
public struct IgnitionClock: Hashable, Sendable {
    /// What the clock says.
    public let reading: Timestamp
    /// Whether it is synchronised, as by a time server (adjtimex(2), STA_UNSYNC); nil where the kernel does not say.
    public let isSynchronized: Bool?

    /// The clock at this reading.
    public init(reading: Timestamp, isSynchronized: Bool? = nil) {
        self.reading = reading
        self.isSynchronized = isSynchronized
    }

    /// Whether the clock may be right: it is plainly wrong before the release, and more than twenty years after it.
    public var isPlausible: Bool {
        (SoftwareRelease.date...SoftwareRelease.date.adding(years: 20)).contains(reading)
    }

    /// Whether it can be believed at once: it is plausible, and it is known to be synchronised.
    public var isReliable: Bool { isPlausible && isSynchronized == true }

    /// The root's Valid From: a day before the reading, so that devices with a slow clock accept it, or the start of the
    /// release's year where the clock is wrong.
    public var rootValidFrom: Timestamp {
        guard !isPlausible else { return reading.adding(seconds: -86_400) }
        return Timestamp(year: SoftwareRelease.date.civil.year, month: 1, day: 1) ?? SoftwareRelease.date
    }

    /// What the clock says, and whether it is synchronised as far as that is known:
    /// `2026-11-24 09:30:00 UTC, not synchronised`.
    public var text: String {
        reading.utcText + (isSynchronized.map { $0 ? ", synchronised" : ", not synchronised" } ?? "")
    }

    /// That the clock is wrong, or nil.
    public var fault: String? {
        guard !isPlausible else { return nil }
        let side = reading < SoftwareRelease.date ? "before this software was released" : "20 years after its release"
        return "the clock says \(reading), which is \(side)"
    }

    /// What follows for new certificates from a clock that is wrong, or nil.
    public var warning: String? {
        fault.map {
            "\($0): Valid From is \(rootValidFrom) instead, and the identity may have expired when the clock is "
                + "corrected; it is renewed then"
        }
    }

    /// What the operator is told of a clock that may be right and is not synchronised, or nil.
    public var doubt: String? {
        risk.map { "the clock says \(reading), and is not synchronised: \($0)" }
    }

    /// What follows from a clock that is not synchronised if it is wrong, or nil.
    public var risk: String? {
        guard isPlausible, isSynchronized == false else { return nil }
        return "if it is ahead, clients refuse the certificates until it is correct and they are renewed"
    }

    /// What to do about a certificate that is out of date by this clock: `advice`, or to set the clock, unless that is
    /// reliable.
    public func orIsSet(_ advice: String) -> String {
        isReliable ? advice : "\(advice), or set this server's clock, which says \(reading)"
    }
}
