import Threads
import CertificateModel
import Glibc
import Host

/// A system call that failed: its purpose, its path and its error number.
public struct SystemFailure: Hashable, Sendable {
    /// The purpose of the call, as an infinitive: `write`, `lock`, `create the folder`.
    public let action: String
    /// The path of the call.
    public let path: String
    /// The system's error number (`errno`).
    public let code: Int32

    /// One sentence: cannot DO "PATH": REASON.
    var sentence: String { "cannot \(action) \(VisibleText.quoted(path)): \(reason)" }

    /// Whether a limit on the size of files was met (setrlimit(2)), and not the end of the disk.
    var isLimit: Bool { code == EFBIG }

    /// Whether the file system is mounted read-only.
    public var isReadOnly: Bool { code == EROFS }

    /// A call that failed, for tests too.
    package init(action: String, path: String, code: Int32) {
        self.action = action
        self.path = path
        self.code = code
    }

    /// The system's reason, in lower case to continue a sentence.
    private var reason: String {
        let text = SystemReason.text(code)
        guard let first = text.first, text.dropFirst().first?.isLowercase == true else { return text }
        return first.lowercased() + text.dropFirst()
    }
}
