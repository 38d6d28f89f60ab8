import CertificateModel
import ScreenKit

/// The progress and the result of a switch to another generation.
struct ResultPage: BodyPage {
    let what: Switch
    /// The live generation; nil while it is being written.
    private(set) var switched: SwitchedGeneration?
    /// The steps of the hand-off so far.
    private var steps: [HandoffStep] = []
    /// How the hand-off ended; nil before that.
    private var outcome: HandoffOutcome?
    var scroll = 0

    init(of what: Switch) { self.what = what }

    var title: String {
        switch what {
        case .regeneration: "Regenerate"
        case .rollback: "Roll back"
        case .hooks: "Run hooks"
        }
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        // There is no key back before the hand-off has ended; then it leads home.
        let acting: [Binding<Self>] =
            outcome == nil
            ? Self.stopsAsking(steps, context) + [Self.helps, Self.leaves(context.isLeaving ? "" : "Leave when done")]
            : [.init([.enter, .escape, .backspace], "Home") { $1.close() }, Self.helps, Self.leaves("Leave")]
        return acting + moving(context) + Self.anywhere
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "The generation is live as soon as it is written. Then the deploy hooks tell the servers, and Keyturn asks the endpoints of the site configuration until they serve it. This may take a minute. You need not do anything. While endpoints are asked, Esc stops the waiting.",
            "A problem stays on the home screen until it is fixed.",
        ]
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch (event, context.operation) {
        case (.switched(let generation), .switching):
            context.operation = .handingOff
            switched = generation
            // The preparation is written and the history has changed: the pages below are out of date, except for home.
            context.keep(below: HomePage())
        case (.notSwitched(let refusal), .switching):
            // Nothing was written: back to the page that asked, with nothing lost.
            context.stay()
            context.close()
            let isWritten = if case .regeneration = what { true } else { false }
            context.open(Question.failure(isWritten ? "Nothing was written" : "Nothing was changed", refusal))
        case (.handingOff(let step), .handingOff): steps.append(step)
        case (.handedOff(let outcome), .handingOff):
            self.outcome = outcome
            context.end(with: [.refresh])
        default: break
        }
    }

    /// The switch, the hand-off, and what to do about problems.
    func describe(_ body: inout Body, _ context: Context) {
        if context.size.rows >= 20 { body.blank() }
        guard let switched else {
            body.text(what == .hooks ? "reading..." : "writing...", .warning)
            return describeLeaving(&body, context)
        }
        guard let outcome else {
            body.done(.pass, headline(switched))
            body.handoff(steps)
            return describeLeaving(&body, context)
        }
        if outcome.wentBackTo == nil { body.done(.pass, headline(switched)) }
        body.handoff(outcome)
        guard outcome.wentBackTo == nil else {
            body.blank()
            return body.text("Generation \(switched.generation) stays in the history, and is not live.")
        }
        body.blank()
        body.heading("SHA-256 fingerprints of generation \(switched.generation)")
        body.fingerprint("Root", switched.rootFingerprint)
        body.fingerprint("Identity", switched.identityFingerprint)
        describeRest(outcome, &body)
    }

    private func headline(_ switched: SwitchedGeneration) -> String {
        switch what {
        case .regeneration: "The certificates are written. Generation \(switched.generation) is live."
        case .rollback: "Generation \(switched.generation) is live again."
        case .hooks: "Generation \(switched.generation) stays live."
        }
    }

    private func describeLeaving(_ body: inout Body, _ context: Context) {
        guard context.isLeaving else { return }
        body.blank()
        body.text("Keyturn exits as soon as this is done.", .warning)
    }

    /// What the operator has to do next.
    private func describeRest(_ outcome: HandoffOutcome, _ body: inout Body) {
        var texts: [String] = []
        if case .regeneration(let preview, _) = what {
            // The hooks have made the servers read the files already.
            texts = preview.difference.consequences.filter {
                outcome.hooks.isEmpty || $0 != Difference.serversHaveToRead
            }
        } else if outcome.hooks.isEmpty {
            texts = [Difference.serversHaveToRead]
        }
        guard !texts.isEmpty else { return }
        body.blank()
        body.heading("What to do next")
        for text in texts { body.item([Span(" \(body.glyphs.bullet) ")], text) }
    }
}
