import Glibc

/// Runs work on a detached thread (pthread_create(3)). Work that may block for seconds must not block the screen's
/// thread or Swift's cooperative thread pool.
public enum DetachedThread {
    /// Starts `work`, or runs it on this thread if the system has no thread left.
    public static func run(_ work: @escaping @Sendable () -> Void) {
        if !start(work) { work() }
    }

    /// Starts `work`; false if the system has no thread left.
    public static func start(_ work: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        // The new thread inherits this mask, which blocks signals: the thread that owns the terminal handles them.
        // Signals of its own faults are not blocked, because the kernel would then kill the process without the handler
        // that restores the terminal (signal(7), sigprocmask(2)).
        var others = sigset_t()
        var before = sigset_t()
        sigfillset(&others)
        for fault in faults { sigdelset(&others, fault) }
        pthread_sigmask(SIG_SETMASK, &others, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let box = Unmanaged.passRetained(Work(work))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, &attributes,
            { pointer in
                guard let pointer else { return nil }
                Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        if status != 0 { box.release() }
        return status == 0
    }

    private static let faults = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS]

    /// A closure in an object, as the argument of a C function.
    private final class Work: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
