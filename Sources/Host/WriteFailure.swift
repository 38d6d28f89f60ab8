import Threads
import CertificateModel
import Glibc

/// Why a file that the operator asked for was not written. The path is as the operator gave it.
public enum WriteFailure: Error, Hashable, Sendable {
    /// The path is empty.
    case noName(path: String)
    /// A file of that name exists. It is not changed.
    case exists(path: String)
    /// The file cannot be created, with this error number.
    case notMade(path: String, code: Int32)
    /// The file cannot be written completely, with this error number. It is removed again.
    case notWritten(path: String, code: Int32)
    /// The folder is not one that whoever has not logged in may write to.
    case beyondReach(path: String)
    /// What is there is a pipe or a device, which cannot be replaced.
    case notAFile(path: String)
    /// The existing file cannot be replaced, with this error number.
    case notReplaced(path: String, code: Int32)

    /// What is wrong: one sentence without a full stop, the path in double quotes.
    public var problem: String {
        switch self {
        case .noName(let path): "\(VisibleText.quoted(path)) is not the name of a file"
        case .exists(let path): "\(VisibleText.quoted(path)) exists already"
        case .notMade(let path, let code): "\(VisibleText.quoted(path)) cannot be made: \(SystemReason.text(code))"
        case .beyondReach(let path): FileReach.refusal(of: path).problem
        case .notAFile(let path): "\(VisibleText.quoted(path)) is not a regular file"
        case .notWritten(let path, let code):
            "\(VisibleText.quoted(path)) cannot be written: \(SystemReason.text(code))"
        case .notReplaced(let path, let code): "cannot write \(VisibleText.quoted(path)): \(SystemReason.text(code))"
        }
    }

    /// What to do: one sentence without a full stop.
    public var hint: String {
        switch self {
        case .noName: "type the path of a file"
        case .exists: "choose another name"
        case .beyondReach: FileReach.hint
        case .notAFile: "name a file on a disk"
        case .notMade: "choose a folder that you can write to"
        case .notWritten, .notReplaced: "make room on that disk"
        }
    }

    /// Whether the path is not a valid file name.
    public var isRefusedName: Bool { if case .noName = self { true } else { false } }

    /// Whether permission was missing (EACCES, EPERM).
    public var isForbidden: Bool {
        switch self {
        case .noName, .exists, .beyondReach, .notAFile: false
        case .notMade(_, let code), .notWritten(_, let code), .notReplaced(_, let code): code == EACCES || code == EPERM
        }
    }
}
