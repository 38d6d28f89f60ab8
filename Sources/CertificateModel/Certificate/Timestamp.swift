/// A moment in UTC, to the second: seconds since 1970 began, for the years 0 to 9999.
public struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Seconds since 1970-01-01 00:00:00 UTC.
    public let secondsSinceEpoch: Int64

    private static let bounds: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

    /// The moment this many seconds after 1970 began, brought into the years 0 to 9999.
    public init(secondsSinceEpoch: Int64) {
        self.secondsSinceEpoch = min(max(secondsSinceEpoch, Self.bounds.lowerBound), Self.bounds.upperBound)
    }

    /// The moment of a civil date and time; nil where there is no such date.
    public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(inMonth: month, of: year), (0...23).contains(hour), (0...59).contains(minute),
            (0...59).contains(second)
        else { return nil }
        let days = Self.days(toYear: year, month: month, day: day)
        secondsSinceEpoch = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    }

    /// The civil date and time of the moment.
    public var civil: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        let secondOfDay = Int(((secondsSinceEpoch % 86_400) + 86_400) % 86_400)
        let days = Int((secondsSinceEpoch - Int64(secondOfDay)) / 86_400)
        // Days since 0000-03-01, in eras of 400 years: H. Hinnant, "chrono-compatible low-level date algorithms".
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
            secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60
        )
    }

    /// The same date and time `years` later; 29 February becomes 28 February where the year has none.
    public func adding(years: Int) -> Timestamp {
        let now = civil
        let year = min(max(now.year + years, 0), 9999)
        let day = min(now.day, Self.days(inMonth: now.month, of: year))
        return Timestamp(
            year: year, month: now.month, day: day, hour: now.hour, minute: now.minute, second: now.second) ?? self
    }

    /// The moment `seconds` later.
    public func adding(seconds: Int64) -> Timestamp {
        let (sum, overflow) = secondsSinceEpoch.addingReportingOverflow(seconds)
        return Timestamp(secondsSinceEpoch: overflow ? (seconds < 0 ? .min : .max) : sum)
    }

    /// `DD/MM/YY HH:MM:SS` in UTC, as the preview table shows it.
    public var tableText: String {
        let now = civil
        return "\(Self.two(now.day))/\(Self.two(now.month))/\(Self.two(now.year % 100)) \(clockText)"
    }

    /// RFC 3339 in UTC: `2026-11-24T09:30:00Z`.
    public var description: String { "\(date)T\(clockText)Z" }

    /// The same for people, ISO 8601 with a space: `2026-11-24 09:30:00 UTC`.
    public var utcText: String { "\(date) \(clockText) UTC" }

    /// The same to the minute: `2026-11-24 09:30 UTC`.
    public var minuteText: String { "\(date) \(clockText.prefix(5)) UTC" }

    /// The date alone: `2026-11-24`.
    public var date: String {
        let now = civil
        return "\(Self.two(now.year / 100))\(Self.two(now.year % 100))-\(Self.two(now.month))-\(Self.two(now.day))"
    }

    /// Earlier before later.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.secondsSinceEpoch < right.secondsSinceEpoch
    }

    /// The time of the day alone, in UTC: `09:30:00`.
    public var clockText: String {
        let now = civil
        return "\(Self.two(now.hour)):\(Self.two(now.minute)):\(Self.two(now.second))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private static func days(toYear year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension Timestamp: LosslessStringConvertible {
    /// The moment that a description of one says; nil where the text is something else.
    public init?(_ description: String) {
        let numbers = description.split { !$0.isNumber }.map { Int($0) ?? -1 }
        guard numbers.count == 6,
            let moment = Timestamp(
                year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4],
                second: numbers[5]),
            moment.description == description
        else { return nil }
        self = moment
    }
}

extension Timestamp {
    /// The whole days from this moment until another; negative once that is past.
    public func days(until end: Timestamp) -> Int64 {
        let seconds = end.secondsSinceEpoch - secondsSinceEpoch
        return seconds >= 0 ? seconds / 86_400 : -((-seconds + 86_399) / 86_400)
    }
}
