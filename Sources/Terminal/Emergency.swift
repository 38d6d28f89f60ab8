internal import Glibc

/// Restores the terminal when the program ends unexpectedly: after a crash, a failed precondition, an unhandled signal,
/// or exit(3) from anywhere.
///
/// Everything that a signal handler needs is computed before and kept in memory that never moves. The handler calls
/// only async-signal-safe functions (signal-safety(7)): write, tcsetattr, sigaction, raise.
enum Emergency {
    /// Crashes are always handled, and then passed to the previous handlers, such as the Swift runtime's backtracer.
    private static let crashes = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS, SIGQUIT]
    /// The signals whose default action does not end a process, and the two that nobody handles (signal(7)).
    private static let others = [
        SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGCHLD, SIGURG, SIGWINCH,
    ]
    /// All the others, the real-time ones too, end a process. They are handled only if they have the default action.
    private static let ends = (1..<Int32(signalCount)).filter { !crashes.contains($0) && !others.contains($0) }

    /// From now on the terminal is restored at exit: these bytes are written to it, and these modes are set.
    static func arm(_ descriptor: Int32, _ bytes: [UInt8], _ modes: termios) {
        state.pointee.descriptor = descriptor
        state.pointee.modes.pointee = modes
        state.pointee.count = min(bytes.count, capacity)
        for (index, byte) in bytes.prefix(capacity).enumerated() { state.pointee.bytes[index] = byte }
        state.pointee.isArmed = true
    }

    /// The terminal that a sudden end would restore; nil where there is none. A signal handler may read it.
    static var descriptor: Int32? { state.pointee.isArmed ? state.pointee.descriptor : nil }

    /// The terminal was restored in the normal way.
    static func disarm() { state.pointee.isArmed = false }

    /// Installs the handlers, which do nothing until `arm`. This must precede the start of ncurses, which installs
    /// handlers for default actions and then exits normally.
    static func install() {
        guard !state.pointee.isInstalled else { return }
        state.pointee.isInstalled = true
        atexit { restore() }
        // After a stack overflow, the handler needs another stack (sigaltstack(2)).
        let size = 64 * 1024
        var stack = stack_t(ss_sp: .allocate(byteCount: size, alignment: 16), ss_flags: 0, ss_size: size)
        sigaltstack(&stack, nil)
        for number in crashes + ends {
            var old = sigaction()
            // The C library keeps two of the real-time signals to itself.
            guard sigaction(number, nil, &old) == 0, crashes.contains(number) || old.handlerAddress == 0 else {
                continue
            }
            state.pointee.before[Int(number)] = old
            var new = sigaction()
            new.__sigaction_handler.sa_handler = { number in
                restore()
                // When this handler returns, the raised signal is delivered again, to the previous action.
                sigaction(number, state.pointee.before + Int(number), nil)
                raise(number)
            }
            new.sa_flags = SA_ONSTACK
            sigaction(number, &new, nil)
        }
    }
}

private let capacity = 512
/// One more than the highest number of a signal (`NSIG`).
private let signalCount = 65

private struct State {
    var isInstalled = false
    var isArmed = false
    var descriptor: Int32 = -1
    var count = 0
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    let modes = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    /// The previous action of each signal, by number.
    let before = UnsafeMutablePointer<sigaction>.allocate(capacity: signalCount)
}

/// A pointer, because Swift checks the access to a variable, and a signal may interrupt such an access. Only the thread
/// that owns the terminal changes the state. A handler on another thread may, in the worst case, restore the terminal
/// twice or, while it is being opened, not at all.
private nonisolated(unsafe) let state: UnsafeMutablePointer<State> = {
    let pointer = UnsafeMutablePointer<State>.allocate(capacity: 1)
    pointer.initialize(to: State())
    return pointer
}()

private func restore() {
    guard state.pointee.isArmed else { return }
    KernelMessages.release()
    state.pointee.isArmed = false
    _ = write(state.pointee.descriptor, state.pointee.bytes, state.pointee.count)
    // TCSANOW, not TCSADRAIN: the line may be gone or stopped with ^S, and would never drain.
    tcsetattr(state.pointee.descriptor, TCSANOW, state.pointee.modes)
    // What was typed for this program is not for the shell, least of all the half of a passphrase.
    tcflush(state.pointee.descriptor, TCIFLUSH)
}
