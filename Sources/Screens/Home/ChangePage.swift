import CertificateModel
import ScreenKit

/// What a change of names makes: the certificates to come are signed, and then shown beside the live ones.
struct ChangePage: BodyPage {
    let title = "Change names"
    var scroll = 0
    private let answers: Answers?
    private let choice: RegenerationChoice

    /// The page for answers that none of the pages before refuses.
    init(_ ignition: IgnitionDraft) {
        answers = ignition.answers
        choice = ignition.changesNaming ? RegenerationChoice(.root, keepsKey: false) : RegenerationChoice(.identity)
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [.init([.escape, .backspace], "Cancel") { $0.cancel(&$1) }] + Self.ending + moving(context)
    }

    func help(_ context: Context) -> [HelpText] {
        ["The certificates are signed in memory, and shown before anything is written. \(key: .escape) goes back."]
    }

    func opened(_ context: inout Context) {
        guard context.operation == nil else {
            context.close()
            return context.open(Question.notNow(context.waitsForOperation ?? ""))
        }
        context.preparations += 1
        context.operation = .preparing(context.preparations)
        context.perform(.prepare(choice, answers, id: context.preparations))
    }

    private func cancel(_ context: inout Context) {
        if case .preparing = context.operation { context.operation = nil }
        context.close()
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .prepared(let preview) where context.operation == .preparing(preview.id):
            context.operation = nil
            context.close()
            context.open(DifferencePage(preview))
        case .notPrepared(let id, let refusal) where context.operation == .preparing(id):
            context.operation = nil
            context.close()
            context.open(Question.failure("The certificates could not be made", refusal))
        default: break
        }
    }

    func describe(_ body: inout Body, _ context: Context) {
        body.blank()
        body.text("signing...", .warning)
    }
}
