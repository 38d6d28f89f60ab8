import CertificateModel
import Drawing
import ScreenKit

extension State {
    /// What was done, how the hand-off goes, and what to do about what did not go well.
    func describe(_ page: ResultPage, _ body: inout Body) {
        if size.rows >= 20 { body.blank() }
        guard let switched = page.switched else {
            body.text("writing...", .warning)
            return describeLeaving(&body)
        }
        guard let outcome = page.outcome else {
            found(.pass, headline(of: page, switched), &body)
            for (index, step) in page.steps.enumerated() {
                describe(step, isLast: index == page.steps.count - 1, &body)
            }
            if page.steps.isEmpty { body.text("telling the servers...", .warning, indent: 3) }
            return describeLeaving(&body)
        }
        let problems = outcome.problems
        if outcome.wentBackTo == nil { found(.pass, headline(of: page, switched), &body) }
        for problem in problems {
            found(.fail, problem.problem, &body)
            body.text("hint: \(problem.hint)", indent: 3)
        }
        for hook in outcome.hooks where hook.hasSucceeded { found(.pass, hook.sentence, &body) }
        for state in outcome.served where state.advice == nil { found(.pass, state.sentence, &body) }
        for warning in outcome.warnings { found(.warn, warning, &body) }
        describeOutput(of: outcome.hooks.filter { !$0.hasSucceeded && !$0.output.isEmpty }, &body)
        guard outcome.wentBackTo == nil else {
            body.blank()
            return body.text("Generation \(switched.generation) stays in the history, and is not live.")
        }
        body.blank()
        body.heading("SHA-256 fingerprints of generation \(switched.generation)")
        body.fact("Root", Self.grouped(switched.rootFingerprint))
        body.fact("Identity", Self.grouped(switched.identityFingerprint))
        describeRest(of: page, outcome, &body)
    }

    private func headline(of page: ResultPage, _ switched: SwitchedGeneration) -> String {
        switch page.what {
        case .regeneration: "The certificates are written. Generation \(switched.generation) is live."
        case .rollback: "Generation \(switched.generation) is live again."
        }
    }

    private func found(_ verdict: CheckResult.Verdict, _ text: String, _ body: inout Body) {
        let style: Style =
            switch verdict {
            case .pass: .success
            case .warn: .warning
            case .fail: .error
            }
        body.item([Span(" "), glyphs.sign(of: verdict), Span(" ")], text, style)
    }

    /// A step: what it is while it goes on, and what became of it then.
    private func describe(_ step: HandoffStep, isLast: Bool, _ body: inout Body) {
        switch step {
        case .hookStarts(let name, let number, let count):
            guard isLast else { return }
            body.text(
                "the deploy hook \(VisibleText.quoted(name)) runs (\(number) of \(count))...", .warning, indent: 3)
        case .hookEnded(let hook): found(hook.hasSucceeded ? .pass : .fail, hook.sentence, &body)
        case .asking(let endpoints, let seconds):
            guard isLast else { return }
            let names = endpoints.map { VisibleText.quoted($0) }.joined(separator: ", ")
            let patience = seconds == 1 ? "1 second" : "\(seconds) seconds"
            body.text(
                "asking \(names) until the new identity is served, for \(patience) at most...", .warning, indent: 3)
        case .goingBack(let generation):
            found(.fail, "the new certificates are not served: going back to generation \(generation)", &body)
        }
    }

    private func describeLeaving(_ body: inout Body) {
        guard isLeaving else { return }
        body.blank()
        body.text("Keyturn ends as soon as this has ended.", .warning)
    }

    private func describeOutput(of hooks: [HookOutcome], _ body: inout Body) {
        for hook in hooks {
            body.blank()
            body.heading("What \(VisibleText.quoted(hook.name)) printed last")
            for line in hook.output.split(separator: "\n").suffix(5) { body.text(String(line), .muted, indent: 3) }
        }
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

    /// Pairs of digits with colons between them, as other tools show fingerprints.
    private static func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, index % 2 == 0 { text.append(index == 32 ? "\n" : ":") }
            text.append(digit)
        }
        return text
    }
}
