import Glibc

/// The system's words for an error number.
enum SystemReason {
    /// For example `Network is unreachable` (strerror_r(3): not the buffer that all threads share).
    static func text(_ number: Int32) -> String {
        var words = [CChar](repeating: 0, count: 256)
        guard strerror_r(number, &words, words.count) == 0 else { return "error \(number)" }
        return String(decoding: words.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
