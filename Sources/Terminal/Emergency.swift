internal import Glibc

/// Gives the terminal back when the program ends without being asked: a crash, a failed precondition, a signal nobody
/// handles, or exit(3) from anywhere.
///
/// All that a handler needs is worked out beforehand and kept in memory that never moves, so that the handler only calls
/// what signal-safety(7) allows: write, tcsetattr, sigaction, raise.
enum Emergency {
    /// Crashes: always handled, then passed on to the previous handlers, such as the runtime's backtraces.
    private static let crashes = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS, SIGQUIT]
    /// Ends from outside: handled only where nobody does so yet.
    private static let ends = [SIGHUP, SIGINT, SIGTERM, SIGPIPE, SIGXCPU, SIGALRM, SIGUSR1, SIGUSR2]

    /// From now on the terminal is given back whatever happens: these bytes are written to it, and these modes set.
    static func arm(_ descriptor: Int32, _ bytes: [UInt8], _ modes: termios) {
        state.pointee.descriptor = descriptor
        state.pointee.modes.pointee = modes
        state.pointee.count = min(bytes.count, capacity)
        for (index, byte) in bytes.prefix(capacity).enumerated() { state.pointee.bytes[index] = byte }
        state.pointee.isArmed = true
    }

    /// The terminal was given back in the ordinary way.
    static func disarm() { state.pointee.isArmed = false }

    /// Installs the handlers, which do nothing until there is a terminal to give back. Has to come before ncurses starts,
    /// which handles some of the same signals where nobody does, and hides them behind an ordinary exit.
    static func install() {
        guard !state.pointee.isInstalled else { return }
        state.pointee.isInstalled = true
        atexit { restore() }
        // A stack that overflowed cannot hold the handler's frame.
        let size = 64 * 1024
        var stack = stack_t(ss_sp: .allocate(byteCount: size, alignment: 16), ss_flags: 0, ss_size: size)
        sigaltstack(&stack, nil)
        for number in crashes + ends {
            var old = sigaction()
            sigaction(number, nil, &old)
            guard crashes.contains(number) || old.handlerAddress == 0 else { continue }
            state.pointee.before[Int(number)] = old
            var new = sigaction()
            new.__sigaction_handler.sa_handler = { number in
                restore()
                // It comes again when this handler returns, and then does what it would have done without us.
                sigaction(number, state.pointee.before + Int(number), nil)
                raise(number)
            }
            new.sa_flags = SA_ONSTACK
            sigaction(number, &new, nil)
        }
    }
}

private let capacity = 512

private struct State {
    var isInstalled = false
    var isArmed = false
    var descriptor: Int32 = -1
    var count = 0
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    let modes = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    /// By signal number.
    let before = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
}

/// Behind a pointer, because a variable would be checked for overlapping access, and a signal may come in the middle of one.
/// Only the thread that owns the terminal changes it; a handler on another thread at worst writes a restoration that was
/// just written, or, in the moment of opening, none.
private nonisolated(unsafe) let state: UnsafeMutablePointer<State> = {
    let pointer = UnsafeMutablePointer<State>.allocate(capacity: 1)
    pointer.initialize(to: State())
    return pointer
}()

private func restore() {
    guard state.pointee.isArmed else { return }
    state.pointee.isArmed = false
    _ = write(state.pointee.descriptor, state.pointee.bytes, state.pointee.count)
    // Now, not when the output has drained: the line may be gone, or stopped with ^S.
    tcsetattr(state.pointee.descriptor, TCSANOW, state.pointee.modes)
}
