import CertificateEngine
import CertificateModel
import Operations
import Screens
import Synchronization

/// Performs what the page asks for that exports, by an operation.
final class ExportPerformer: Sendable {
    /// The passphrase of the next export, as far as it was typed. What is not used is cleansed.
    private struct Passphrase {
        let typed = TypedSecret()
        var first: SecretBytes?
        var taken: NewPassphrase?
    }

    private let export: Export
    private let passphrase = Mutex(Passphrase())
    private let start: WorkStarter
    private let post: @Sendable (Event) -> Void

    init(_ installation: Installation, start: @escaping WorkStarter, post: @escaping @Sendable (Event) -> Void) {
        export = Export(installation)
        self.start = start
        self.post = post
    }

    /// Performs an effect; false where it is for another performer.
    func perform(_ effect: Effect) -> Bool {
        switch effect {
        case .passphrase(let edit):
            passphrase.withLock { passphrase in
                passphrase.typed.take(edit)
                if edit == .clear { (passphrase.first, passphrase.taken) = (nil, nil) }
            }
        case .repeatPassphrase: keepFirst()
        case .comparePassphrases: compare()
        case .export(let choice, let path): write(choice, to: path)
        default: return false
        }
        return true
    }

    /// Keeps what was typed, to compare it with what is typed next. What cannot be taken is refused before it is typed again.
    private func keepFirst() {
        do throws(Refusal) {
            try passphrase.withLock { (passphrase) throws(Refusal) in
                let first = passphrase.typed.take()
                _ = try NewPassphrase(first)
                passphrase.first = first
            }
        } catch {
            post(.passphraseRefused(error))
        }
    }

    private func compare() {
        do throws(Refusal) {
            try passphrase.withLock { (passphrase) throws(Refusal) in
                guard let first = passphrase.first else { return }
                passphrase.first = nil
                passphrase.taken = try NewPassphrase(first, again: passphrase.typed.take())
            }
            post(.passphraseTaken)
        } catch {
            post(.passphraseRefused(error))
        }
    }

    /// Writes the file. Where it cannot be written, the passphrase stays for another one.
    private func write(_ choice: ExportChoice, to path: String) {
        start { [self] in
            do throws(OperationError) {
                try export.write(try export.find(choice, for: path), passphrase.withLock(\.taken), to: path)
                passphrase.withLock { $0.taken = nil }
                post(.saved(path: path))
            } catch {
                post(.notSaved(error.atHome))
            }
        }
    }
}

extension TypedSecret {
    /// Does what a key does to it.
    func take(_ edit: PassphraseEdit) {
        switch edit {
        case .append(let character): append(character)
        case .eraseLast: eraseLast()
        case .clear: clear()
        }
    }
}
