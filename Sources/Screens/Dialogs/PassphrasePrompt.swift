import CertificateModel
import ScreenKit

/// Asks for the passphrase of a file that is to be read.
struct PassphrasePrompt: Page {
    let title = "Passphrase"
    let isDialog = true
    /// The file that is encrypted.
    let file: String
    /// Whether the last passphrase did not open it.
    let isWrong: Bool
    private(set) var typed = HiddenText()

    init(file: String, isWrong: Bool) {
        self.file = file
        self.isWrong = isWrong
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [
            .init(.enter, "Try") { page, context in
                let file = page.file
                context.close { (files: inout FilesPage, context) in
                    files.read(passphraseFor: file, &context)
                    context.perform(.passphrase(.clear))
                }
            },
            .init(.control("u"), "Clear") { page, context in
                page.typed = HiddenText()
                context.perform(.passphrase(.clear))
            },
        ]
            + Self.endingPrompt { _, context in
                context.close()
                context.perform(.passphrase(.clear))
            }
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "The file is encrypted: type its passphrase, or paste it, and press \(key: .enter). Each character is shown as an asterisk. The passphrase is not kept.",
            "\(key: .control("u")) erases all of it. \(key: .escape) goes back to the files.",
        ]
    }

    mutating func type(_ key: Key, _ context: inout Context) { _ = typed.type(key, &context) }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let wrong = isWrong ? [Span("That passphrase does not open it: try again.", .error)] : []
        screen.put(
            prompt: title,
            [
                Span(
                    "\(VisibleText.quoted(file)) is encrypted. Type its passphrase: each character is shown as an asterisk."
                )
            ] + wrong,
            typed.field)
    }
}
