import CertificateModel
import Glibc

/// A system call that failed: what it was for, on which path, and what the system answered.
public struct SystemFailure: Hashable, Sendable {
    /// What the call was for, as an infinitive: `write`, `lock`, `create the folder`.
    public let action: String
    /// The path it was for.
    public let path: String
    /// The system's error number (`errno`).
    public let code: Int32

    /// One sentence: cannot do what to "which": why.
    var sentence: String { "cannot \(action) \(VisibleText.quoted(path)): \(reason)" }

    /// Whether the file system is mounted read-only.
    var isReadOnly: Bool { code == EROFS }

    /// The system's reason in its own words, in lower case so that it continues a sentence. `strerror` is not used: its
    /// buffer is shared between threads.
    private var reason: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count - 1) == 0 else { return "system error \(code)" }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard let first = text.first, text.dropFirst().first?.isLowercase == true else { return text }
        return first.lowercased() + text.dropFirst()
    }
}
