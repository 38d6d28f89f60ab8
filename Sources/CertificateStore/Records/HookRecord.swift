public import CertificateModel

/// What the journal says of a deploy hook.
public struct HookRecord: Codable, Hashable, Sendable {
    /// The name of its file.
    public var name: String
    /// The status it ended with, 0 where it succeeded.
    public var status: Int32?
    /// The signal that ended it.
    public var signal: Int32?
    /// The seconds it had, where those were over.
    public var timeout: Int?
    /// Why it was not run.
    public var reason: String?
    /// The end of what it printed.
    public var output: String?

    /// The record of an outcome.
    public init(_ outcome: HookOutcome) {
        name = VisibleText.cleaned(outcome.name)
        output = outcome.output.isEmpty ? nil : outcome.output
        switch outcome.result {
        case .succeeded: status = 0
        case .failed(let code): status = code
        case .killed(let number): signal = number
        case .timedOut(let seconds): timeout = seconds
        case .notRun(let why): reason = why
        }
    }

    /// The outcome that it records.
    public var outcome: HookOutcome {
        let result: HookOutcome.Result =
            if let signal { .killed(signal: signal) } else if let timeout {
                .timedOut(seconds: timeout)
            } else if let status {
                status == 0 ? .succeeded : .failed(status: status)
            } else { .notRun(reason: reason ?? "the journal does not say why") }
        return HookOutcome(name: name, result: result, output: output ?? "")
    }
}
