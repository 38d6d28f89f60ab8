import CHost
import Glibc

/// Protects the memory of this process from others.
public enum ProcessMemory {
    /// Call it before private keys are in memory. It disables core dumps and crash reports.
    public static func keepToItself() {
        // A core dump would contain them, whether the system writes it to a file or to a program.
        var limit = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        _ = CHost_forbid_core_dumps()
        // The Swift runtime's backtracer prints memory contents. It also hangs in a process that is not dumpable, as
        // this one is now.
        for number in [SIGILL, SIGABRT, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV, SIGQUIT] {
            let isIgnored = unsafeBitCast(signal(number, SIG_DFL), to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
            // A shell ignores SIGINT and SIGQUIT for background jobs; keep that.
            if isIgnored { signal(number, SIG_IGN) }
        }
    }

    /// The bytes of memory that this process may map (RLIMIT_AS of setrlimit(2)); nil if there is no limit.
    public static var limit: Int? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return nil }
        return Int(exactly: limit.rlim_cur)
    }

    /// Gives back the memory with those parts of the program's file that were needed to start: for a process that is about to
    /// sleep for long. What is needed again is read again.
    public static func giveBackProgram() { CHost_give_back_program() }
}
