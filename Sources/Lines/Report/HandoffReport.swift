package import CertificateModel

/// The result of a hand-off to the servers, as JSON or as lines.
package struct HandoffReport: Encodable {
    struct Hook: Encodable {
        let name: String
        let succeeded: Bool
        let detail, output: String
    }

    struct Endpoint: Encodable {
        let endpoint: String
        let asStored, named: Bool
        let detail: String
    }

    let hooks: [Hook]
    let served: [Endpoint]
    var wentBackTo: Int?
    private let outcome: HandoffOutcome

    private enum CodingKeys: CodingKey {
        case hooks, served, wentBackTo
    }

    package init(_ outcome: HandoffOutcome) {
        self.outcome = outcome
        hooks = outcome.hooks.map {
            Hook(name: $0.name, succeeded: $0.hasSucceeded, detail: $0.sentence, output: $0.output)
        }
        served = outcome.served.map {
            Endpoint(
                endpoint: $0.endpoint, asStored: $0.answer == .asStored, named: $0.isNamed, detail: $0.sentence)
        }
        wentBackTo = outcome.wentBackTo
    }

    package var isEmpty: Bool { outcome == HandoffOutcome() }

    /// Prints what succeeded and all problems but the first; throws the first.
    package func tell(isTable: Bool) throws {
        if isTable {
            for hook in outcome.hooks where hook.hasSucceeded { Console.talk("\(hook.sentence).") }
            for state in outcome.served where state.answer == .asStored { Console.talk("\(state.sentence).") }
        }
        for warning in outcome.warnings { Console.talk("warning: \(warning)") }
        let problems = outcome.problems(
            hookHint: "correct the hook (its output is in journal.jsonl in the store), and run it again with: keyturn "
                + "renew")
        guard let cause = problems.first else { return }
        var failure = CommandFailure(
            status: .unavailable, problem: cause.problem, hint: cause.hint, kind: "not-handed-over")
        failure.also = problems.dropFirst().map(\.problem)
        failure.isInOutput = true
        throw failure
    }
}
