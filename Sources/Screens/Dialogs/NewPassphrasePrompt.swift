import CertificateModel
import ScreenKit

/// Asks twice for the passphrase of a file that is about to be written.
struct NewPassphrasePrompt: Page {
    let title = "New passphrase"
    let isDialog = true
    private var typed = HiddenText()
    /// Whether the passphrase was typed once.
    private var isAgain = false
    /// Why the last one was not taken.
    private(set) var problem: Refusal?

    func bindings(_ context: Context) -> [Binding<Self>] {
        [
            .init(.enter, isAgain ? "Compare" : "Next") { $0.goOn(&$1) },
            .init(.control("u"), "Clear") { page, context in
                page.startAgain()
                context.perform(.passphrase(.clear))
            },
        ] + Self.endingPrompt { $0.cancel(&$1) }
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "The file is encrypted with this passphrase: type it, or paste it, and press \(key: .enter). Then type the same again. Each character is shown as an asterisk. It is needed to open the file, and is not kept here.",
            "\(key: .control("u")) erases all of it. \(key: .escape) goes back, and nothing is written.",
        ]
    }

    private mutating func goOn(_ context: inout Context) {
        if isAgain { return context.perform(.comparePassphrases) }
        (isAgain, typed) = (true, HiddenText())
        context.perform(.repeatPassphrase)
    }

    private mutating func startAgain() { (isAgain, typed, problem) = (false, HiddenText(), nil) }

    private func cancel(_ context: inout Context) {
        context.close()
        context.perform(.passphrase(.clear))
    }

    mutating func type(_ key: Key, _ context: inout Context) {
        if typed.type(key, &context) { problem = nil }
    }

    mutating func take(_ event: Event, _ context: inout Context) {
        switch event {
        case .passphraseTaken: context.close { (page: inout ExportPage, context) in page.save(&context) }
        case .passphraseRefused(let refusal):
            startAgain()
            problem = refusal
        default: break
        }
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let text =
            problem.map { [Span($0.problem, .error), Span("hint: \($0.hint)")] }
            ?? [
                Span(
                    isAgain
                        ? "The same passphrase again."
                        : "Type the passphrase of the new file: each character is shown as an asterisk.")
            ]
        screen.put(prompt: title, text, typed.field)
    }
}
