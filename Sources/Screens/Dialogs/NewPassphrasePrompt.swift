import CertificateModel
import ScreenKit

/// Asks twice for the passphrase of a file that is about to be written. The screens know only the number of characters, and
/// show an asterisk for each.
struct NewPassphrasePrompt: Page {
    let title = "New passphrase"
    let isDialog = true
    private var count = 0
    /// Whether the passphrase was typed once.
    private var isAgain = false
    /// Why the last one was not taken.
    private(set) var problem: Refusal?

    /// More characters than any passphrase has.
    private static let longest = 1024

    func bindings(_ context: Context) -> [Binding<Self>] {
        [
            .init(.enter, isAgain ? "Compare" : "Next") { $0.goOn(&$1) },
            .init(.control("u"), "Clear") { page, context in
                page.startAgain()
                context.perform(.passphrase(.clear))
            },
            .init(.escape, "Cancel") { $0.cancel(&$1) }, Self.helpsTyping,
            .init(Self.leavingKeys, "") { page, context in
                page.cancel(&context)
                context.leave()
            }, Self.redraws,
        ]
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "The file is encrypted with this passphrase: type it, or paste it, and press \(key: .enter); then the same again. Each character is shown as an asterisk. It is needed to open the file, and is not kept here.",
            "\(key: .control("u")) erases all of it. \(key: .escape) goes back, and nothing is written.",
        ]
    }

    private mutating func goOn(_ context: inout Context) {
        guard count > 0 else { return }
        if isAgain { return context.perform(.comparePassphrases) }
        (isAgain, count) = (true, 0)
        context.perform(.repeatPassphrase)
    }

    private mutating func startAgain() { (isAgain, count, problem) = (false, 0, nil) }

    private func cancel(_ context: inout Context) {
        context.close()
        context.perform(.passphrase(.clear))
    }

    mutating func type(_ key: Key, _ context: inout Context) {
        switch key {
        case .character(let character) where count < Self.longest, .pasted(let character) where count < Self.longest:
            count += 1
            context.perform(.passphrase(.append(character)))
        case .backspace where count > 0:
            count -= 1
            context.perform(.passphrase(.eraseLast))
        default: return
        }
        problem = nil
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
            ?? [Span(isAgain ? "The same passphrase again." : "The file is encrypted. What you type is not shown.")]
        screen.put(
            prompt: title, text, TextField(String(repeating: "*", count: count), limit: count))
    }
}
