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

    /// Nothing is wrong.
    public static func pass(_ check: Check, _ detail: String) -> CheckResult {
        CheckResult(check: check, verdict: .pass, detail: detail, hint: nil)
    }

    /// Something is wrong; it fails where the level asks for it, and is a warning where it does not.
    static func wrong(_ check: Check, isAsked: Bool, _ detail: String, hint: String) -> CheckResult {
        CheckResult(check: check, verdict: isAsked ? .fail : .warn, detail: detail, hint: hint)
    }

    /// The refusal that a failed check is; nil for the others.
    public var refusal: Refusal? {
        verdict == .fail ? Refusal(detail, hint: hint ?? "choose another certificate") : nil
    }
}
