import Glibc

/// The system's text for an error number.
public enum SystemReason {
    /// For example `No space left on device`. strerror(3) is not used, because its buffer is shared between threads.
    public static func text(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard strerror_r(code, &buffer, buffer.count - 1) == 0 else { return "system error \(code)" }
        return String(nulTerminated: buffer)
    }
}
