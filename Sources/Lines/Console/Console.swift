import CertificateModel
import Threads
import FoundationEssentials
import Glibc
import Host
import ScreenKit

/// Prints results to standard output; warnings, errors and questions to standard error.
package enum Console {
    /// Prints a result; throws if it cannot be written, as on a full disk.
    package static func say(
        _ text: String, unwrittenHint: String? = nil
    ) throws(CommandFailure) {
        if let code = write(text + "\n", to: STDOUT_FILENO) { throw unwritten(code, unwrittenHint ?? elsewhere) }
    }

    /// Prints a result that need not be text, as it is.
    package static func say(_ bytes: UnsafeRawBufferPointer) throws(CommandFailure) {
        if let code = write(bytes, to: STDOUT_FILENO) { throw unwritten(code, "send standard output elsewhere") }
    }

    /// Closes standard output, of which some file systems say only then that it could not be written (close(2)).
    package static func finish() throws(CommandFailure) {
        guard close(STDOUT_FILENO) != 0, errno != EBADF, errno != EINTR else { return }
        throw unwritten(errno, elsewhere)
    }

    private static let elsewhere = "send standard output elsewhere: nothing else failed"

    private static func unwritten(_ code: Int32, _ hint: String) -> CommandFailure {
        CommandFailure(
            status: .cannotWrite, problem: "\"standard output\" cannot be written: \(SystemReason.text(code))",
            hint: hint, kind: "output-not-written")
    }

    /// Prints a result as JSON, with sorted keys.
    package static func say(json value: some Encodable) throws { try say(json(value)) }

    /// JSON with sorted keys, on several lines, that may reach a terminal.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return VisibleText.json(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Tells the operator something that is not a result.
    package static func talk(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// Prints a question without ending its line.
    static func ask(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Returns the error number if the text cannot be written whole.
    @discardableResult
    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
        // UTF-8 has bytes from 0x80 to 0x9f, which are C1 controls (ECMA-48) to a terminal of another encoding.
        var text = isatty(descriptor) == 1 && charset == .ascii ? escaped(text) : text
        return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
        let code = WholeWrite.write(bytes, to: descriptor)
        // A reader that closes the pipe early, such as head(1), is not a failure.
        return code == EPIPE ? nil : code
    }

    /// The text with everything beyond ASCII escaped; control characters were cleaned out before.
    private static func escaped(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            if scalar.isASCII {
                result.unicodeScalars.append(scalar)
            } else {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
    }

    /// The charset of the locale (nl_langinfo(3)); a locale that is not installed counts as C.
    static let charset: Charset = {
        guard let locale = newlocale(Int32(LC_CTYPE_MASK), "", nil) else { return .ascii }
        defer { freelocale(locale) }
        return String(cString: nl_langinfo_l(Int32(CODESET), locale)) == "UTF-8" ? .unicode : .ascii
    }()

    /// How many columns the terminal has; nil if standard output is not a terminal.
    static var columns: Int? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }
}
