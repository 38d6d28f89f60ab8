/// What a check found.
public struct CheckResult: Hashable, Sendable {
    /// How it ended.
    public enum Verdict: String, Hashable, Sendable {
        /// All is well.
        case pass
        /// Something is wrong that the chosen level does not ask for.
        case warn
        /// Something is wrong that keeps the certificate out.
        case fail
    }

    /// What was checked.
    public let check: Check
    /// How it ended.
    public let verdict: Verdict
    /// What was found: one sentence without a final full stop, the certificate in double quotes where something is wrong.
    public let detail: String
    /// What to do about it; nil where all is well.
    public let hint: String?
    /// The rows of the table that it is about; none where no row is.
    public let fields: [CertificateField]

    /// Nothing is wrong.
    public static func pass(_ check: Check, _ detail: String) -> CheckResult {
        CheckResult(check: check, verdict: .pass, detail: detail, hint: nil, fields: check.fields)
    }

    /// Something is wrong; it fails where the level asks for it, and is a warning where it does not. It is wrong in
    /// `fields`, where that is not every row that the check looks at.
    static func wrong(
        _ check: Check, isAsked: Bool, in fields: [CertificateField]? = nil, _ detail: String, hint: String
    ) -> CheckResult {
        CheckResult(
            check: check, verdict: isAsked ? .fail : .warn, detail: detail, hint: hint, fields: fields ?? check.fields)
    }

    /// The refusal that a failed check is; nil for the others.
    public var refusal: Refusal? {
        verdict == .fail ? Refusal(detail, hint: hint ?? "choose another certificate") : nil
    }
}

extension [CheckResult] {
    /// What is wrong in a row, a failure before a warning; nil where nothing is.
    public func finding(in field: CertificateField) -> CheckResult? {
        first { $0.verdict == .fail && $0.fields.contains(field) }
            ?? first { $0.verdict == .warn && $0.fields.contains(field) }
    }
}
