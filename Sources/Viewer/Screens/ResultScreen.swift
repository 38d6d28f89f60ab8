import CertificateModel
import Drawing
import ScreenKit

extension State {
    /// What was done, how the hand-off goes, and what to do about what did not go well.
    func describe(_ page: ResultPage, _ body: inout Body) {
        if size.rows >= 20 { body.blank() }
        guard let switched = page.switched else {
            body.text(page.what == .hooks ? "reading..." : "writing...", .warning)
            return describeLeaving(&body)
        }
        guard let outcome = page.outcome else {
            body.done(.pass, headline(of: page, switched))
            body.handoff(page.steps)
            return describeLeaving(&body)
        }
        if outcome.wentBackTo == nil { body.done(.pass, headline(of: page, switched)) }
        body.handoff(outcome)
        guard outcome.wentBackTo == nil else {
            body.blank()
            return body.text("Generation \(switched.generation) stays in the history, and is not live.")
        }
        body.blank()
        body.heading("SHA-256 fingerprints of generation \(switched.generation)")
        body.fingerprint("Root", switched.rootFingerprint)
        body.fingerprint("Identity", switched.identityFingerprint)
        describeRest(of: page, outcome, &body)
    }

    private func headline(of page: ResultPage, _ switched: SwitchedGeneration) -> String {
        switch page.what {
        case .regeneration: "The certificates are written. Generation \(switched.generation) is live."
        case .rollback: "Generation \(switched.generation) is live again."
        case .hooks: "Generation \(switched.generation) stays live."
        }
    }

    private func describeLeaving(_ body: inout Body) {
        guard isLeaving else { return }
        body.blank()
        body.text("Keyturn ends as soon as this has ended.", .warning)
    }

    /// What is left for people to do.
    private func describeRest(of page: ResultPage, _ outcome: HandoffOutcome, _ body: inout Body) {
        var texts: [String] = []
        if case .regeneration(let preview) = page.what {
            // What the hooks did needs nobody any more.
            texts = preview.difference.consequences.filter {
                outcome.hooks.isEmpty || $0 != Difference.serversHaveToRead
            }
        } else if outcome.hooks.isEmpty {
            texts = [Difference.serversHaveToRead]
        }
        guard !texts.isEmpty else { return }
        body.blank()
        body.heading("What to do next")
        for text in texts { body.item([Span(" \(glyphs.bullet) ")], text) }
    }
}
