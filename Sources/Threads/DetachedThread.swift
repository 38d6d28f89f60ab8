import Glibc

/// Work on a thread of the operating system that nobody waits for (pthread_create(3)): what may block for seconds must take
/// neither the thread of the screen nor one of the few threads that tasks share.
public enum DetachedThread {
    /// Starts `work`, or does it at once where the system gives no thread.
    public static func run(_ work: @escaping @Sendable () -> Void) {
        if !start(work) { work() }
    }

    /// Starts `work`; false where the system gives no thread.
    public static func start(_ work: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        // A new thread inherits a mask that blocks signals: they are for the thread that owns the terminal. Those of its
        // own faults must not be blocked: the kernel would kill the process without the handler that restores the
        // terminal (signal(7), sigprocmask(2)).
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

    /// A closure as an object, for a C function to carry.
    private final class Work: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
