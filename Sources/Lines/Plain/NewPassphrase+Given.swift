package import CertificateEngine
import CertificateModel
import Terminal

extension NewPassphrase {
    /// The passphrase in the first line of a file, else the one that the operator types; nil where nobody may be asked.
    package static func given(in file: String?, mayAsk: Bool) throws -> NewPassphrase? {
        if let file { return try NewPassphrase(try Passphrases.firstLine(of: file)) }
        return mayAsk ? try typed() : nil
    }

    /// Asks for it at the terminal, unseen and twice, until it can be taken.
    private static func typed() throws -> NewPassphrase {
        while true {
            let first = try ask("Passphrase for the new file: ")
            do throws(Refusal) {
                // An empty one is refused before it is asked for again.
                _ = try NewPassphrase(first)
            } catch {
                Prompt.show(error)
                continue
            }
            let second = try ask("The same passphrase again: ")
            do throws(Refusal) { return try NewPassphrase(first, again: second) } catch { Prompt.show(error) }
        }
    }

    private static func ask(_ question: String) throws -> SecretBytes {
        switch try PasswordPrompt.read(prompt: question, { SecretBytes(copying: $0) }) {
        case .line(let typed): return typed
        case .left: throw Prompt.left
        case .ended(let signal): throw Prompt.Ended(signal: signal)
        }
    }
}
