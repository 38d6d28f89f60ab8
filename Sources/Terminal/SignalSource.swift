import Threads
internal import Glibc

/// The signals that a program with a screen, or a service, has to act on, as values from a descriptor.
///
/// A handler only writes a byte into a pipe; the run loop does the rest. There is one of these at a time, for signals
/// belong to the process. A signal that was ignored when the program started stays ignored: that is how nohup(1) works.
public final class SignalSource {
    /// What a signal asks for.
    public enum Signal: CaseIterable, Hashable, Sendable {
        /// SIGINT: leave, as with the key that leaves.
        case interrupt
        /// SIGTERM: leave now.
        case terminate
        /// SIGHUP: leave now; the terminal is gone.
        case hangup
        /// SIGWINCH: the window has another size.
        case windowChange
        /// SIGTSTP: stop until told to go on.
        case suspend
        /// SIGCONT: it goes on, and the terminal may look like anything.
        case resume

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
        for signal in signals {
            var old = sigaction()
            sigaction(signal.number, nil, &old)
            guard old.handlerAddress != ignoredHandlerAddress else { continue }
            var new = sigaction()
            new.__sigaction_handler.sa_handler = { number in
                let before = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(signalPipe, &byte, 1)
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

    /// Takes the signals that came, in their order; one that came several times in between counts once.
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

/// Where the handler writes. A handler takes no argument of ours, so it has to find this by name; it is set before any
/// handler is installed, and a torn value is impossible in four aligned bytes.
private nonisolated(unsafe) var signalPipe: Int32 = -1

let ignoredHandlerAddress = 1

extension sigaction {
    /// The handler as a number: 0 is the default action, and 1 is to ignore the signal.
    var handlerAddress: Int { unsafeBitCast(__sigaction_handler.sa_sigaction, to: Int.self) }
}
