import CertificateModel

/// How far the import of a third party's set has come.
struct Import: Hashable, Sendable {
    var files = FileChoice()
    /// The files that were read last.
    var paths: [String] = []
    /// Whether the operator waits for files that are being read.
    var isReading = false
    /// Whether a reading was asked for and not answered, wanted or not.
    var isUnanswered = false
    /// What is to be read when the reading that nobody waits for any more has ended: one at a time, so that no answer is
    /// taken for that to another question.
    var next: Effect?
    /// How much is asked of the set.
    var level = CheckLevel.medium
    /// The set that was read, and what was found in it.
    var judgement: Judgement?
    /// Which certificate is in view, counted from the identity.
    var shown = 0

    /// The certificates from the identity to the root.
    var certificates: [Judgement.Certificate] { judgement?.certificates.reversed() ?? [] }

    /// The certificate in view.
    var certificate: Judgement.Certificate? {
        certificates.indices.contains(shown) ? certificates[shown] : nil
    }

    /// How many checks ended so.
    func count(_ verdict: CheckResult.Verdict) -> Int {
        judgement?.certificates.reduce(0) { $0 + $1.checks.count { $0.verdict == verdict } } ?? 0
    }

    /// What the checks found, in a few words.
    var summary: String {
        let (fails, warns) = (count(.fail), count(.warn))
        func checks(_ count: Int, _ verb: String) -> String {
            count == 1 ? "1 check \(verb)s" : "\(count) checks \(verb)"
        }
        if fails == 0 { return warns == 0 ? "every check passes" : checks(warns, "warn") }
        return checks(fails, "fail") + (warns == 0 ? "" : ", \(warns) \(warns == 1 ? "warns" : "warn")")
    }
}
