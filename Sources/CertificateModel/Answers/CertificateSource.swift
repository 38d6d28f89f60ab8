/// Where the server's certificates come from.
public enum CertificateSource: Hashable, Sendable {
    /// The program issues them under a root of its own.
    case selfSigned
    /// A third party issued them: the files that hold them, and the file that holds the passphrase of their key.
    case imported(files: [String], passphraseFile: String?)

    /// The source of this name in the answers file, without its files.
    init(name: String) throws(Refusal) {
        switch name.trimmed {
        case "self-signed": self = .selfSigned
        case "import": self = .imported(files: [], passphraseFile: nil)
        default:
            throw Refusal(
                "\(VisibleText.quoted(name)) is not a source of certificates",
                hint: "use \"self-signed\" or \"import\"")
        }
    }

    /// Its name in the answers file.
    var name: String { self == .selfSigned ? "self-signed" : "import" }

    /// The files to import.
    var files: [String] { if case .imported(let files, _) = self { files } else { [] } }

    /// The file with the passphrase.
    var passphraseFile: String? { if case .imported(_, let file) = self { file } else { nil } }

    /// A path as the system takes it: not empty, and without a null character, which would cut it short.
    static func fileName(_ text: String) throws(Refusal) -> String {
        guard !text.isEmpty, !text.unicodeScalars.contains("\0") else {
            throw Refusal("\(VisibleText.quoted(text)) is not a file name", hint: "type the path of a file")
        }
        return text
    }
}
