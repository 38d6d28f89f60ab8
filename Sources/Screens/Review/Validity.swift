import CertificateModel
import ScreenKit

/// The state of an entry's validity at a moment.
enum Validity: Int64, Sendable {
    // The worst first: the list is sorted so.
    case undecodable, ended, notYet, endsSoon, good

    /// The sign in front of an entry: five of them, told apart without colours.
    func sign(_ glyphs: Glyphs) -> Span {
        switch self {
        case .good: Span(String(glyphs.check), .success)
        case .endsSoon: Span(String(glyphs.mark), .mark)
        case .notYet: Span(String(glyphs.right), .mark)
        case .ended: Span(String(glyphs.cross), .failure)
        case .undecodable: Span("?", .failure)
        }
    }

    /// The style of its text.
    var style: Style {
        switch self {
        case .good: .normal
        case .endsSoon, .notYet: .warning
        case .ended, .undecodable: .error
        }
    }
}

extension EntrySummary {
    /// The state of its validity.
    func state(at now: Timestamp) -> Validity {
        guard damage == nil, let notBefore, let notAfter else { return .undecodable }
        if now > notAfter { return .ended }
        if now < notBefore { return .notYet }
        return now.days(until: notAfter) < ServerStatus.warningDays ? .endsSoon : .good
    }

    /// When it expires or starts: `expires in 71 days`, `expires in 3 years`, `expired 12 days ago`, `starts in 1 day`.
    func distance(from now: Timestamp) -> String {
        guard damage == nil, let notBefore, let notAfter else { return "undecodable" }
        if now > notAfter {
            let days = notAfter.days(until: now)
            return days == 0 ? "expired today" : "expired \(Self.span(days)) ago"
        }
        if now < notBefore {
            let days = now.days(until: notBefore)
            return days == 0 ? "starts today" : "starts in \(Self.span(days))"
        }
        let days = now.days(until: notAfter)
        return days == 0 ? "expires today" : "expires in \(Self.span(days))"
    }

    private static func span(_ days: Int64) -> String {
        // Two years in a row have 730 or 731 days.
        if days <= 730 { return days == 1 ? "1 day" : "\(days) days" }
        return "\(days * 400 / 146_097) years"
    }
}
