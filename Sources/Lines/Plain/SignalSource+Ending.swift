import Glibc
import Operations
package import Terminal

extension SignalSource.Signal {
    /// Ends the process by this signal, so that the parent process sees it. The caller no longer handles signals.
    package func end() {
        let number: Int32 = self == .hangup ? SIGHUP : self == .interrupt ? SIGINT : SIGTERM
        RunningHook.terminate()
        signal(number, SIG_DFL)
        raise(number)
    }
}
