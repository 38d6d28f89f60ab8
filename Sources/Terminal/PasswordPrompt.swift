import Threads
internal import Glibc

/// A password prompt: reads a line from the controlling terminal without echo (termios(3)).
public enum PasswordPrompt {
    /// How the prompt ended.
    public enum Outcome<Value> {
        /// The operator typed a line. The value is the result of `take`.
        case line(Value)
        /// The operator cancelled with Ctrl-C or Ctrl-D, or the terminal hung up.
        case left
        /// A signal asked the program to end.
        case ended(SignalSource.Signal)
    }

    /// The longest line, in octets. A terminal in canonical mode returns no more.
    private static let limit = 4096

    /// Prompts, and lends the line without its line end, in memory that is cleansed afterwards.
    ///
    /// Restores the terminal modes in all cases. Throws `notATerminal` if there is no controlling terminal.
    public static func read<Value>(
        prompt: String, _ take: (UnsafeRawBufferPointer) -> Value
    ) throws(TerminalError) -> Outcome<Value> {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        var before = termios()
        guard terminal >= 0, tcgetattr(terminal, &before) == 0 else {
            if terminal >= 0 { close(terminal) }
            throw .notATerminal
        }
        defer { close(terminal) }
        Emergency.install()
        let signals = try SignalSource()
        defer { signals.close() }
        var hidden = before
        // Without ISIG, Ctrl-C and Ctrl-\ do not raise signals; as VEOL characters they end the line. Thus nothing ends
        // the program while the modes are changed.
        hidden.c_lflag &= ~tcflag_t(ECHO | ISIG)
        hidden.c_lflag |= tcflag_t(ICANON)
        withUnsafeMutableBytes(of: &hidden.c_cc) { keys in
            keys[Int(VEOL)] = interruptKey
            keys[Int(VEOL2)] = quitKey
        }
        Emergency.arm(terminal, Array("\n".utf8), before)
        defer {
            tcsetattr(terminal, TCSAFLUSH, &before)
            Emergency.disarm()
            say("\n", to: terminal)
        }
        guard tcsetattr(terminal, TCSAFLUSH, &hidden) == 0 else { throw .notATerminal }
        say(prompt, to: terminal)
        return readLine(on: terminal, signals, take)
    }

    private static let interruptKey: UInt8 = 0x03
    private static let quitKey: UInt8 = 0x1C

    private static func readLine<Value>(
        on terminal: Int32, _ signals: SignalSource, _ take: (UnsafeRawBufferPointer) -> Value
    ) -> Outcome<Value> {
        let poller = Poller(terminal: terminal, signals: signals.fileDescriptor)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 16)
        defer {
            if let start = buffer.baseAddress { explicit_bzero(start, buffer.count) }
            buffer.deallocate()
        }
        while true {
            let ready = poller.wait()
            if ready.contains(.signals) {
                for signal in signals.take() where SignalSource.Signal.ending.contains(signal) {
                    return .ended(signal)
                }
            }
            guard ready.contains(.terminal) else { continue }
            let count = Glibc.read(terminal, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0, let last = buffer[..<count].last, last != interruptKey, last != quitKey else {
                return .left
            }
            let line = last == UInt8(ascii: "\n") ? buffer[..<(count - 1)] : buffer[..<count]
            return .line(take(UnsafeRawBufferPointer(rebasing: line)))
        }
    }

    private static func say(_ text: String, to terminal: Int32) {
        var text = text
        text.withUTF8 { _ = write(terminal, $0.baseAddress, $0.count) }
    }
}
