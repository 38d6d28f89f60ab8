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
        choice = RegenerationChoice(changingNaming: ignition.changesNaming)
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [.init([.escape, .backspace], "Cancel") { $1.cancelPreparation() }] + Self.ending + moving(context)
    }

    func help(_ context: Context) -> [HelpText] {
        ["The certificates are signed in memory, and shown before anything is written. \(key: .escape) goes back."]
    }

    func opened(_ context: inout Context) {
        guard context.operation == nil else {
            context.close()
            return context.open(Question.notNow(context.waitsForOperation ?? ""))
        }
        context.prepare(choice, answers)
    }

    mutating func take(_ event: Event, _ context: inout Context) { context.takePreparation(event, closing: true) }

    func describe(_ body: inout Body, _ context: Context) {
        body.blank()
        body.text("signing...", .warning)
    }
}
