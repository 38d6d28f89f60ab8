/// Where the server's certificates come from.
public enum CertificateSource: Hashable, Sendable {
    /// The program issues them under a root of its own.
    case selfSigned
    /// A third party issued them: the files that hold them, and the file that holds the passphrase of their key.
    case imported(files: [String], passphraseFile: String?)
    /// A third party is to sign them: a signing request is made first.
    case requested

    /// The source of this name in the answers file, without its files.
    init(name: String) throws(Refusal) {
        switch name.trimmed {
        case "self-signed": self = .selfSigned
        case "import": self = .imported(files: [], passphraseFile: nil)
        case "request": self = .requested
        default:
            throw Refusal(
                "\(VisibleText.quoted(name)) is not a source of certificates",
                hint: "use \"self-signed\" or \"import\"")
        }
    }

    /// Its name in the answers file.
    public var name: String {
        switch self {
        case .selfSigned: "self-signed"
        case .imported: "import"
        case .requested: "request"
        }
    }

    /// The files to import.
    public var files: [String] { if case .imported(let files, _) = self { files } else { [] } }

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
