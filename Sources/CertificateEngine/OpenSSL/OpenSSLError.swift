import CertificateModel
import COpenSSL

/// An operation of OpenSSL that failed, with everything that was in the error queue.
public struct OpenSSLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The operation, to follow "cannot": `make an RSA key`.
    public let operation: String
    /// OpenSSL's reasons, oldest first; empty if it gave none.
    public let queue: [String]
    /// Whether no provider of OpenSSL has what the operation needs, as the system configures it (config(5)).
    public let isUnsupported: Bool

    /// The error of an operation that just failed on this thread, with what the thread's error queue has (ERR_get_error(3)):
    /// the queue is empty afterwards. Who expects a failure clears the queue.
    init(_ operation: String) {
        self.operation = operation
        (queue, isUnsupported) = Self.drainedQueue()
    }

    /// The error of an operation that failed for a reason of Keyturn's own.
    package init(_ operation: String, reasons: [String]) {
        self.operation = operation
        queue = reasons
        isUnsupported = false
    }

    /// What is wrong: one sentence without a final full stop.
    public var problem: String {
        queue.isEmpty
            ? "\"OpenSSL\" cannot \(operation)" : "\"OpenSSL\" cannot \(operation): \(queue.joined(separator: "; "))"
    }

    /// What to do: one sentence without a final full stop.
    public var hint: String {
        "check that the system's OpenSSL (\(OpenSSLVersion.text)) and its configuration are complete, and try again"
    }

    /// Both sentences, as standard error shows them.
    public var description: String { "\(problem)\nhint: \(hint)" }

    private static func drainedQueue() -> (reasons: [String], isUnsupported: Bool) {
        var (reasons, isUnsupported): ([String], Bool) = ([], false)
        var data: UnsafePointer<CChar>?
        var flags: Int32 = 0
        while true {
            let code = ERR_get_error_all(nil, nil, nil, &data, &flags)
            if code == 0 { return (reasons, isUnsupported) }
            if COpenSSL_is_unsupported(code) == 1 { isUnsupported = true }
            var reason = ERR_reason_error_string(code).map { String(cString: $0) } ?? "error \(code)"
            if flags & ERR_TXT_STRING != 0, let data, data.pointee != 0 { reason += " (\(String(cString: data)))" }
            reasons.append(VisibleText.cleaned(reason, limit: 500))
        }
    }
}
