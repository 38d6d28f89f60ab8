import Threads
internal import Glibc

/// The signals that a program with a screen, or a service, has to act on, as values from a descriptor.
///
/// The handler only writes a byte to a pipe; the run loop does the rest. There is one source at a time, because signals
/// belong to the process. A signal that was ignored at start stays ignored, as nohup(1) requires.
public final class SignalSource {
    /// A signal that the run loop acts on.
    public enum Signal: CaseIterable, Hashable, Sendable {
        /// SIGINT: leave, like the key for leaving.
        case interrupt
        /// SIGTERM: leave at once.
        case terminate
        /// SIGHUP: leave at once; the terminal has hung up.
        case hangup
        /// SIGWINCH: the window has a new size.
        case windowChange
        /// SIGTSTP: stop until SIGCONT.
        case suspend
        /// SIGCONT: continue; the terminal may show anything.
        case resume

        /// Those that ask the program to end.
        public static let ending = allCases.filter { ends($0.number) }

        /// Whether a signal of this number asks the program to end. Async-signal-safe.
        static func ends(_ number: Int32) -> Bool { number == SIGINT || number == SIGTERM || number == SIGHUP }

        var number: Int32 {
            switch self {
            case .interrupt: SIGINT
            case .terminate: SIGTERM
            case .hangup: SIGHUP
            case .windowChange: SIGWINCH
            case .suspend: SIGTSTP
            case .resume: SIGCONT
            }
        }
    }

    private let pipe: WakePipe
    private var before: [(number: Int32, action: sigaction)] = []

    /// Takes these signals over; the others do what they did.
    public init(_ signals: [Signal] = Signal.allCases) throws(TerminalError) {
        do throws(NoDescriptors) { pipe = try WakePipe() } catch { throw TerminalError.system("a pipe", error.code) }
        signalPipe = pipe.writeEnd
        StuckOutput.install()
        for signal in signals {
            var old = sigaction()
            sigaction(signal.number, nil, &old)
            guard old.handlerAddress != ignoredHandlerAddress else { continue }
            var new = sigaction()
            new.__sigaction_handler.sa_handler = { number in
                let before = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(signalPipe, &byte, 1)
                if Signal.ends(number) { StuckOutput.drop() }
                errno = before
            }
            new.sa_flags = SA_RESTART
            sigaction(signal.number, &new, nil)
            before.append((signal.number, old))
        }
    }

    deinit { close() }

    /// Restores the previous signal handlers. A second call does nothing.
    public func close() {
        for (number, action) in before {
            var action = action
            sigaction(number, &action, nil)
        }
        before = []
    }

    /// Readable while there are signals to take.
    public var fileDescriptor: Int32 { pipe.readEnd }

    /// Takes the signals in the order of their arrival. Repeated signals may count once.
    public func take() -> [Signal] {
        var signals: [Signal] = []
        for byte in pipe.drain() {
            guard let signal = Signal.allCases.first(where: { $0.number == Int32(byte) }), !signals.contains(signal)
            else { continue }
            signals.append(signal)
        }
        return signals
    }
}

/// The write end of the pipe. A handler has no argument for it, so it is global. It is set before a handler is
/// installed, and a store to four aligned bytes is atomic.
private nonisolated(unsafe) var signalPipe: Int32 = -1

let ignoredHandlerAddress = 1

extension sigaction {
    /// The handler as a number: 0 is SIG_DFL, 1 is SIG_IGN.
    var handlerAddress: Int { unsafeBitCast(__sigaction_handler.sa_sigaction, to: Int.self) }
}
