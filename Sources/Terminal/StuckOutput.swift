internal import Glibc

/// Keeps a terminal that takes no output from holding up the end of the program: a line stopped with ^S, a modem without
/// a carrier, a terminal emulator that hangs.
///
/// Whoever writes to such a terminal waits in write(2), and takes no signals meanwhile. From the first signal that ends the
/// program, SIGALRM drops every second what the terminal has not taken, so that write(2) returns. All calls are
/// async-signal-safe (signal-safety(7)).
enum StuckOutput {
    /// How long output may take, in seconds.
    private static let patience: UInt32 = 1

    /// Installs the handler of SIGALRM, which ``drop()`` needs.
    static func install() {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            let before = errno
            StuckOutput.discard(STDOUT_FILENO)
            StuckOutput.discard(STDERR_FILENO)
            if let descriptor = Emergency.descriptor { StuckOutput.discard(descriptor) }
            StuckOutput.drop()
            errno = before
        }
        action.sa_flags = SA_RESTART
        // In the background, tcflush(3) would stop the process.
        sigemptyset(&action.sa_mask)
        sigaddset(&action.sa_mask, SIGTTOU)
        sigaction(SIGALRM, &action, nil)
    }

    /// From now on, output that a terminal does not take is dropped. Another file is left alone.
    static func drop() { alarm(patience) }

    private static func discard(_ descriptor: Int32) {
        tcflow(descriptor, TCOON)
        tcflush(descriptor, TCOFLUSH)
    }
}
