import Glibc

/// A process that this one started. Its number stays its own until `takeStatus`.
public struct ChildProcess: Sendable {
    let id: pid_t

    /// Waits until it has ended, from any thread.
    public func waitForEnd() {
        var information = siginfo_t()
        // Its end stays to be taken: nobody else gets its number meanwhile (waitid(2)).
        while waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    }

    /// Asks it to end (SIGTERM), or ends it (SIGKILL).
    public func end(atOnce: Bool = false) { kill(id, atOnce ? SIGKILL : SIGTERM) }

    /// Its exit status once it has ended; nil where a signal ended it. For one call.
    public func takeStatus() -> Int32? {
        var status: Int32 = 0
        while waitpid(id, &status, 0) != id {
            guard errno == EINTR else { return nil }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
    }
}
