import CertificateModel
import Glibc
import Terminal
import Threads

/// Standard input, line by line. A signal that asks the program to end comes in the place of a line.
final class InputLines {
    private var signals: SignalSource?
    /// What was read and not asked for yet.
    private var bytes: [UInt8] = []
    private var isAtEnd = false
    /// Whether the line is too long, and is read to its end for nothing.
    private var isSkipping = false

    /// The longest line, in bytes: a terminal gives 4096 (termios(3)), and no list of names is as long.
    private static let limit = 65_536

    private static let tooLong = Refusal(
        "the answer is longer than \(limit) bytes", hint: "type a shorter answer, or use an answers file")

    /// The next line without its end; nil at the end of the input. A line that is too long is skipped, and a `Refusal`.
    func next() throws -> String? {
        let signals = try self.signals ?? SignalSource(SignalSource.Signal.ending)
        self.signals = signals
        let poller = Poller(terminal: STDIN_FILENO, signals: signals.fileDescriptor)
        while true {
            if let signal = signals.take().first { throw Prompt.Ended(signal: signal) }
            let end = lineEnd
            if end ?? bytes.count > Self.limit { isSkipping = true }
            if end != nil || isAtEnd {
                let line = bytes[..<(end ?? bytes.count)]
                defer { bytes.removeSubrange(..<(end.map { $0 + 1 } ?? bytes.count)) }
                if isSkipping {
                    isSkipping = false
                    throw Self.tooLong
                }
                return end == nil && line.isEmpty ? nil : Self.text(line)
            }
            if isSkipping { bytes = [] }
            if poller.wait().contains(.terminal) { read() }
        }
    }

    /// Whether somebody types them.
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    /// Forgets what was typed and not asked for yet (tcflush(3)). A pipe has its answers in advance, and keeps them.
    func forgetTyped() {
        guard Self.isTerminal else { return }
        (bytes, isSkipping) = ([], false)
        tcflush(STDIN_FILENO, TCIFLUSH)
    }

    /// Lets somebody else wait for signals, of whom there can be one at a time.
    func lendingSignals<Value>(_ body: () throws -> Value) rethrows -> Value {
        signals?.close()
        signals = nil
        return try body()
    }

    /// Ends the process where a signal has asked for it since the last question.
    func close() {
        let signal = signals?.take().first
        signals?.close()
        signals = nil
        signal?.end()
    }

    /// Where the first line ends.
    private var lineEnd: Int? {
        bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return nil }
            return memchr(start, Int32(UInt8(ascii: "\n")), bytes.count).map { UnsafeRawPointer($0) - start }
        }
    }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: Self.limit)
        let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return }
        if count <= 0 { isAtEnd = true } else { bytes += buffer[..<count] }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
    }
}
