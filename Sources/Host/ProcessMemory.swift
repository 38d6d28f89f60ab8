import CHost
import Glibc

/// What others get to see of this process's memory.
public enum ProcessMemory {
    /// Private keys are about to be in it: whatever ends this process, nobody else gets to see that.
    public static func keepToItself() {
        // No core dump may hold it, however the system collects those.
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        _ = CHost_forbid_core_dumps()
        // The runtime's backtracer prints registers and what they point to, and a process that it cannot look into, as
        // this one now is, would not end.
        for number in [SIGILL, SIGABRT, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV, SIGQUIT] {
            let isIgnored = unsafeBitCast(signal(number, SIG_DFL), to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
            // As a shell has it of what it starts in the background.
            if isIgnored { signal(number, SIG_IGN) }
        }
    }

    /// Gives back the memory with those parts of the program's file that were needed to start: for a process that is about to
    /// sleep for long. What is needed again is read again.
    public static func giveBackProgram() { CHost_give_back_program() }
}
