import CertificateModel
import ScreenKit

/// How far the import of a third party's set has come.
struct ImportDraft: Hashable, Sendable {
    var files = FileChoice()
    /// The files that were read last.
    var paths: [String] = []
    /// Whether the operator waits for files that are being read.
    private(set) var isReading = false
    /// Whether a reading is under way, even if the operator stopped waiting for it.
    private(set) var isUnanswered = false
    /// The reading to start when the abandoned one has ended. There is one at a time: else an old answer could be mistaken
    /// for the new one.
    private var next: Effect?
    /// The level of the checks.
    var level = CheckLevel.medium
    /// The set that was read, and what was found in it.
    var judgement: Judgement?
    /// What was warned of when it was read, a sentence each.
    var warnings: [String] = []

    /// Has these files read, now or as soon as another reading has ended.
    mutating func read(
        _ paths: [String], passphraseFor file: String?, _ server: ServerIdentity?, served: [UInt8]?
    ) -> [Effect] {
        self.paths = paths
        isReading = true
        let reading = Effect.readFiles(paths, passphraseFor: file, server, served: served)
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

    /// A reading was answered; returns the reading to start next, if the operator stopped waiting for this one.
    mutating func takeAnswer() -> [Effect] {
        isUnanswered = next != nil
        defer { next = nil }
        return next.map { [$0] } ?? []
    }

    /// Whether the last answer is the one that the operator waits for. It ends the waiting.
    mutating func takesAnswer() -> Bool {
        guard isReading, !isUnanswered else { return false }
        isReading = false
        return true
    }

    /// The certificates from the identity to the root.
    var certificates: [Judgement.Certificate] { judgement?.certificates.reversed() ?? [] }

    /// What the checks found, in a few words.
    var summary: Span { (judgement?.certificates.flatMap(\.checks) ?? []).summary }
}
