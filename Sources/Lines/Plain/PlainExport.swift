import CertificateEngine
import CertificateModel
import Operations

/// Exports certificates, and the identity's private key, line by line.
struct PlainExport {
    private let export: Export
    private let prompt: Prompt

    init(_ installation: Installation, _ prompt: Prompt) {
        export = Export(installation)
        self.prompt = prompt
    }

    /// Asks what to export, in which form and to which file, and writes it, for a server of this name.
    func run(_ server: HostName) throws {
        var part = ExportChoice.Part.identity
        var choice: ExportChoice?
        var passphrase: NewPassphrase?
        try prompt.ask([
            {
                part = try prompt.ask(
                    "Export", part.rawValue,
                    help: "identity is the server's certificate, root what clients trust, chain the certificates that "
                        + "signed the identity, bundle the identity with its chain.",
                    among: ["identity": .identity, "root": .root, "chain": .chain, "bundle": .bundle])
                return true
            },
            {
                let forms = ExportChoice.all.filter { $0.part == part }
                for form in forms { Console.talk(PlainRows.line(form.form.rawValue, form.contents)) }
                choice = try prompt.ask(
                    "Form", (forms.first { $0.form == .p12 } ?? forms[0]).form.rawValue,
                    help: "Type one of the forms above."
                ) { text throws(Refusal) in
                    guard let form = ExportChoice.Form(rawValue: text.trimmed) else {
                        throw Refusal(
                            "\(VisibleText.quoted(text)) is not one of the forms", hint: "type one of the forms above")
                    }
                    return try ExportChoice(part, as: form)
                }
                return true
            },
            {
                guard choice?.isEncrypted == true else { return false }
                passphrase = try prompt.lendingSignals {
                    try NewPassphrase.given(in: nil, mayAsk: InputLines.isTerminal)
                }
                if passphrase == nil, let choice {
                    throw Refusal(
                        OperationError.passphraseNotGiven(form: choice.form.rawValue).problem,
                        hint: "run keyturn on a terminal to be asked, or use \"keyturn export --passphrase-file FILE\"")
                }
                return true
            },
            {
                guard let choice else { return false }
                let path = try prompt.ask(
                    "New file (- for none)", choice.fileName(for: server),
                    help: "The path of a file that is not there yet. - exports nothing."
                ) { text throws(Refusal) in
                    guard !text.isEmpty else { return "" }
                    do throws(OperationError) {
                        try export.write(try export.find(choice, for: text), passphrase, to: text)
                    } catch {
                        throw error.refusal
                    }
                    return text
                }
                try Console.say(path.isEmpty ? "Nothing was exported." : choice.written(to: path))
                return true
            },
        ])
    }
}
