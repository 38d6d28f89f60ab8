/// The server's clock at ignition, and what follows from it for the validity of the certificates.
public struct IgnitionClock: Hashable, Sendable {
    /// What the clock says.
    public let reading: Timestamp

    /// The clock at this reading.
    public init(reading: Timestamp) { self.reading = reading }

    /// Whether the clock may be right: it is plainly wrong before the release, and more than twenty years after it.
    public var isPlausible: Bool {
        (SoftwareRelease.date...SoftwareRelease.date.adding(years: 20)).contains(reading)
    }

    /// The root's Valid From: a day before the reading, so that devices with a slow clock accept it, or the start of the
    /// release's year where the clock is wrong.
    public var rootValidFrom: Timestamp {
        guard !isPlausible else { return reading.adding(seconds: -86_400) }
        return Timestamp(year: SoftwareRelease.date.civil.year, month: 1, day: 1) ?? SoftwareRelease.date
    }

    /// What the operator is told of a clock that is wrong, or nil.
    public var warning: String? {
        guard !isPlausible else { return nil }
        let side = reading < SoftwareRelease.date ? "before this software was released" : "20 years after its release"
        return "the clock says \(reading.tableText), which is \(side): Valid From is "
            + "\(rootValidFrom.tableText) instead, and the identity may have expired when the clock is corrected; "
            + "it is renewed then"
    }
}
