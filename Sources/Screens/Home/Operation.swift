import CertificateModel
import ScreenKit

/// A change of the server that takes a while. Only one runs at a time.
enum Operation: Hashable, Sendable {
    /// Certificates are being signed in memory, as the preparation of this number; Esc leaves them.
    case preparing(Int)
    /// A generation is being written, or an earlier one made live.
    case switching
    /// Servers are being told of it, which may take a minute.
    case handingOff
    /// Whether to renew automatically is being written to the site configuration.
    case savingRenewal

    /// Whether the program must not end before it.
    var mustEnd: Bool { if case .preparing = self { false } else { true } }
}

extension Context {
    /// Why no other change can begin; nil where one can.
    var waitsForOperation: String? {
        operation == nil ? nil : "Another change is still being made. Wait until it is done."
    }

    /// Whether certificates are being signed that nobody has seen yet.
    var isPreparing: Bool { if case .preparing = operation { true } else { false } }

    /// Has certificates signed in memory; what comes of it goes to ``takePreparation(_:closing:)``.
    mutating func prepare(_ choice: RegenerationChoice, _ answers: Answers?) {
        preparations += 1
        operation = .preparing(preparations)
        perform(.prepare(choice, answers, id: preparations))
    }

    /// Gives a preparation up, and goes back.
    mutating func cancelPreparation() {
        if isPreparing { operation = nil }
        close()
    }

    /// Opens what was prepared, or why nothing was; over the page below where the asking page `isClosing`.
    mutating func takePreparation(_ event: Event, closing isClosing: Bool) {
        let page: any Page
        switch event {
        case .prepared(let preview) where operation == .preparing(preview.id): page = DifferencePage(preview)
        case .notPrepared(let id, let refusal) where operation == .preparing(id):
            page = Question.failure("The certificates could not be made", refusal)
        default: return
        }
        operation = nil
        if isClosing { close() }
        open(page)
    }

    /// Makes a generation live, where it is not, and hands it to the servers.
    mutating func begin(_ what: Switch) {
        guard operation == nil else { return }
        operation = .switching
        open(ResultPage(of: what))
        switch what {
        case .regeneration(let preview, let consent): perform(.regenerate(id: preview.id, consent))
        case .rollback(let generation, let consent): perform(.rollBack(to: generation, consent))
        case .hooks: perform(.runHooks)
        }
    }
}

/// The kinds of switch.
enum Switch: Hashable, Sendable {
    /// Writes the prepared certificates.
    case regeneration(RegenerationPreview, Consent)
    /// Makes an earlier generation live again.
    case rollback(to: Int, Consent)
    /// Runs the hooks for the live generation again.
    case hooks
}

extension Page {
    /// The key that runs the deploy hooks again, where some failed or have not run yet.
    static func runningHooks(_ context: Context) -> [Binding<Self>] {
        guard let server = context.server, server.owesHooks else { return [] }
        return [
            .init(["n", "N"], "Run hooks", unless: context.waitsForOperation) { _, context in
                let what =
                    "\(HookOutcome.againRemark) Generation \(server.generation) stays live. Then Keyturn asks the endpoints of the site configuration what they serve, if there are any."
                context.open(
                    Question.ask(HookOutcome.againQuestion, verb: "Run", [what]) { (_: inout Self, context) in
                        context.begin(.hooks)
                    })
            }
        ]
    }
}
