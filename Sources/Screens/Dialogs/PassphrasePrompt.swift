import CertificateModel
import ScreenKit

/// The passphrase prompt. The screens know only the number of characters, and show an asterisk for each.
struct PassphrasePrompt: Page {
    let title = "Passphrase"
    let isDialog = true
    /// The file that is encrypted.
    let file: String
    /// Whether the last passphrase did not open it.
    let isWrong: Bool
    private(set) var count = 0

    /// More characters than any passphrase has.
    private static let longest = 1024

    init(file: String, isWrong: Bool) {
        self.file = file
        self.isWrong = isWrong
    }

    func bindings(_ context: Context) -> [Binding<Self>] {
        [
            .init(.enter, "Try") { page, context in
                guard page.count > 0 else { return }
                let file = page.file
                context.close { (files: inout FilesPage, context) in
                    files.read(passphraseFor: file, &context)
                    context.perform(.passphrase(.clear))
                }
            },
            .init(.control("u"), "Clear") { page, context in
                page.count = 0
                context.perform(.passphrase(.clear))
            },
            .init(.escape, "Cancel") { page, context in
                context.close()
                context.perform(.passphrase(.clear))
            }, Self.helpsTyping,
            .init(Self.leavingKeys, "") { page, context in
                context.close()
                context.perform(.passphrase(.clear))
                context.leave()
            }, Self.redraws,
        ]
    }

    func help(_ context: Context) -> [HelpText] {
        [
            "The file is encrypted: type its passphrase, or paste it, and press \(key: .enter). Each character is shown as an asterisk. The passphrase is not kept.",
            "\(key: .control("u")) erases all of it. \(key: .escape) goes back to the files.",
        ]
    }

    mutating func type(_ key: Key, _ context: inout Context) {
        switch key {
        case .character(let character) where count < Self.longest, .pasted(let character) where count < Self.longest:
            count += 1
            context.perform(.passphrase(.append(character)))
        case .backspace where count > 0:
            count -= 1
            context.perform(.passphrase(.eraseLast))
        default: break
        }
    }

    func draw(on screen: inout Screen, _ area: Rectangle, _ context: Context) {
        let wrong = isWrong ? [Span("That passphrase does not open it: try again.", .error)] : []
        screen.put(
            prompt: title,
            [
                Span(
                    "\(VisibleText.quoted(file)) is encrypted. Type its passphrase: each character is shown as an asterisk."
                )
            ] + wrong,
            TextField(String(repeating: "*", count: count), limit: count))
    }
}
