import CertificateModel
import ScreenKit

/// The hand-off to the servers, on the wizard's last page and on the result page.
extension Body {
    /// The steps so far, and the present one.
    mutating func handoff(_ steps: [HandoffStep]) {
        for (index, step) in steps.enumerated() { handoff(step, isLast: index == steps.count - 1) }
        if steps.isEmpty { text("telling the servers...", .warning, indent: 3) }
    }

    /// The result of the hand-off, problems first.
    mutating func handoff(_ outcome: HandoffOutcome) {
        let problems = outcome.problems(hookHint: "fix the hook, then press n on the home screen to run it again")
        for (index, problem) in problems.enumerated() {
            done(.fail, problem.problem)
            // Of several in a row with the same hint, the last one has it for all.
            let next = index + 1 < problems.count ? problems[index + 1].hint : nil
            if next != problem.hint { text("hint: \(problem.hint)", indent: 3) }
        }
        for hook in outcome.hooks where hook.hasSucceeded { done(.pass, hook.sentence) }
        for state in outcome.served where state.advice == nil {
            // One that had not answered when the operator stopped waiting.
            done(state.answer == .asking ? .warn : .pass, state.sentence)
        }
        for warning in outcome.warnings { done(.warn, warning) }
        for hook in outcome.hooks where !hook.hasSucceeded && !hook.output.isEmpty {
            blank()
            heading("What \(VisibleText.quoted(hook.name)) printed last")
            for line in hook.output.split(separator: "\n").suffix(5) { text(String(line), .muted, indent: 3) }
        }
    }

    /// A line with a tick, a warning sign or a cross.
    mutating func done(_ verdict: CheckResult.Verdict, _ text: String) {
        item([Span(" "), glyphs.sign(of: verdict), Span(" ")], text, verdict.style)
    }

    /// A step: its progress while it is the last one, else its result.
    private mutating func handoff(_ step: HandoffStep, isLast: Bool) {
        switch step {
        case .waiting:
            guard isLast else { return }
            text("another run is telling the servers: waiting for it...", .warning, indent: 3)
        case .hookStarts(let name, let number, let count):
            guard isLast else { return }
            text("the deploy hook \(VisibleText.quoted(name)) runs (\(number) of \(count))...", .warning, indent: 3)
        case .hookEnded(let hook): done(hook.hasSucceeded ? .pass : .fail, hook.sentence)
        case .asking(let states, let seconds):
            guard isLast else { return }
            let left = seconds == 1 ? "1 second" : "\(seconds) seconds"
            text("asking until the new identity is served, for \(left) more at most...", .warning, indent: 3)
            for state in states {
                switch state.answer {
                case .asStored: done(.pass, state.sentence)
                case .asking: item([Span(" "), Span("?", .mark), Span(" ")], state.sentence)
                default: done(.warn, state.sentence)
                }
            }
        case .goingBack(let generation):
            done(.fail, "the new certificates are not served: going back to generation \(generation)")
        }
    }
}
