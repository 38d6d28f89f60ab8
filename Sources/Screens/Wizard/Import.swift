import CertificateModel
import ScreenKit

/// How far the import of a third party's set has come.
struct Import: Hashable, Sendable {
    var files = FileChoice()
    /// The files that were read last.
    var paths: [String] = []
    /// Whether the operator waits for files that are being read.
    private(set) var isReading = false
    /// Whether a reading was asked for and not answered, wanted or not.
    private(set) var isUnanswered = false
    /// What is to be read when the reading that nobody waits for any more has ended: one at a time, so that no answer is
    /// taken for that to another question.
    private var next: Effect?
    /// How much is asked of the set.
    var level = CheckLevel.medium
    /// The set that was read, and what was found in it.
    var judgement: Judgement?

    /// Has these files read, now or as soon as another reading has ended.
    mutating func read(_ paths: [String], passphraseFor file: String?, _ server: ServerIdentity) -> [Effect] {
        self.paths = paths
        isReading = true
        let reading = Effect.readFiles(paths, passphraseFor: file, server)
        if isUnanswered {
            next = reading
            return []
        }
        isUnanswered = true
        return [reading]
    }

    mutating func stopWaiting() {
        isReading = false
        next = nil
    }

    /// A reading was answered: what is to be read next. Nothing is where somebody waits for this answer.
    mutating func takeAnswer() -> [Effect] {
        isUnanswered = next != nil
        defer { next = nil }
        return next.map { [$0] } ?? []
    }

    /// Whether somebody has waited for the answer that came last, and does no more.
    mutating func takesAnswer() -> Bool {
        guard isReading, !isUnanswered else { return false }
        isReading = false
        return true
    }

    /// The certificates from the identity to the root.
    var certificates: [Judgement.Certificate] { judgement?.certificates.reversed() ?? [] }

    /// How many checks ended so.
    func count(_ verdict: CheckResult.Verdict) -> Int { results.count { $0.verdict == verdict } }

    /// What the checks found, in a few words.
    var summary: Span { results.summary }

    private var results: [CheckResult] { judgement?.certificates.flatMap(\.checks) ?? [] }
}
