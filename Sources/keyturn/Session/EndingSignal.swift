import Glibc
import Terminal

extension SignalSource.Signal {
    /// Dies as the signal says, so that whoever sent it sees that; whoever had taken signals over has given them back.
    func end() {
        let number: Int32 = self == .hangup ? SIGHUP : self == .interrupt ? SIGINT : SIGTERM
        signal(number, SIG_DFL)
        raise(number)
    }
}
