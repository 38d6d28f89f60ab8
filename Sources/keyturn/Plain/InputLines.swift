import Glibc
import Terminal
import Threads

/// Standard input, line by line. A signal that asks the program to end comes in the place of a line.
final class InputLines {
    private var signals: SignalSource?
    /// What was read and not asked for yet.
    private var bytes: [UInt8] = []
    private var isAtEnd = false

    /// The next line without its end; nil at the end of the input.
    func next() throws -> String? {
        let signals = try self.signals ?? SignalSource([.interrupt, .terminate, .hangup])
        self.signals = signals
        let poller = Poller(terminal: STDIN_FILENO, signals: signals.fileDescriptor)
        while true {
            if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                defer { bytes.removeSubrange(...end) }
                return Self.text(bytes[..<end])
            }
            if isAtEnd {
                defer { bytes = [] }
                return bytes.isEmpty ? nil : Self.text(bytes[...])
            }
            let ready = poller.wait()
            if ready.contains(.signals), let signal = signals.take().first { throw Prompt.Ended(signal: signal) }
            if ready.contains(.terminal) { read() }
        }
    }

    /// Forgets what was typed and not asked for yet (tcflush(3)). A pipe has its answers in advance, and keeps them.
    func forgetTyped() {
        guard isatty(STDIN_FILENO) == 1 else { return }
        bytes = []
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

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return }
        if count <= 0 { isAtEnd = true } else { bytes += buffer[..<count] }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
    }
}
