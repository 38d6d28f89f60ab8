/// What became of a deploy hook.
public struct HookOutcome: Hashable, Sendable {
    /// How it ended.
    public enum Result: Hashable, Sendable {
        /// With status 0.
        case succeeded
        /// With another status.
        case failed(status: Int32)
        /// By a signal that was not ours.
        case killed(signal: Int32)
        /// It did not end in time, and was killed.
        case timedOut(seconds: Int)
        /// It was not started, for this reason.
        case notRun(reason: String)
    }

    /// What is asked before hooks run again.
    public static let againQuestion = "Run the deploy hooks again?"
    /// Which hooks run then.
    public static let againRemark = "The hooks that failed run again, or all hooks if none ran yet."

    /// The name of its file in `deploy.d/`.
    public let name: String
    /// How it ended.
    public let result: Result
    /// The end of what it printed, fit for a terminal; may have several lines.
    public let output: String

    /// The outcome of a hook; `output` is cleaned here.
    public init(name: String, result: Result, output: String = "") {
        self.name = name
        self.result = result
        self.output = output.split(whereSeparator: \.isNewline).map { VisibleText.cleaned(String($0)) }
            .joined(separator: "\n")
    }

    /// Whether it did what it is for.
    public var hasSucceeded: Bool { result == .succeeded }

    /// What became of it, as one sentence without a full stop.
    public var sentence: String {
        let hook = "the deploy hook \(VisibleText.quoted(name))"
        switch result {
        case .succeeded: return "\(hook) succeeded"
        case .failed(let status): return "\(hook) failed with status \(status)"
        case .killed(let signal): return "\(hook) was killed by signal \(signal)"
        case .timedOut(let seconds):
            return "\(hook) did not end within \(seconds == 1 ? "1 second" : "\(seconds) seconds")"
        case .notRun(let reason): return "\(hook) was not run: \(reason)"
        }
    }
}
