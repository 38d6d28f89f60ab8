import Glibc
import Synchronization

/// The deploy hook that runs at this moment. It does not outlive the run that started it: the next run starts it again, and two
/// of one hook could be in each other's way.
public enum RunningHook {
    /// Its process group; 0 if none runs, and -1 while one is started. Signal handlers read both.
    private static let group = Atomic<Int32>(0)
    /// A signal that came while the hook was started, and has to wait for its group; else 0.
    private static let pending = Atomic<Int32>(0)
    private static let signals = [SIGHUP, SIGINT, SIGTERM]
    private static let defaultHandler = 0

    /// A hook is about to be started. A signal that would end this process, as it does by default, ends the hook before.
    static func prepare() {
        pending.store(0, ordering: .sequentiallyConsistent)
        group.store(-1, ordering: .sequentiallyConsistent)
        for number in signals where handler(of: number) == defaultHandler { _ = signal(number, endBoth) }
    }

    /// The hook runs, with this process group.
    static func begin(group number: Int32) {
        group.store(number, ordering: .sequentiallyConsistent)
        let signal = pending.exchange(0, ordering: .sequentiallyConsistent)
        if signal != 0 { endBoth(signal) }
    }

    /// The hook has ended, or could not be started.
    static func end() {
        for number in signals where handler(of: number) == address(endBoth) { _ = signal(number, SIG_DFL) }
        group.store(0, ordering: .sequentiallyConsistent)
        let number = pending.exchange(0, ordering: .sequentiallyConsistent)
        if number != 0 { kill(getpid(), number) }
    }

    /// Ends the hook that runs, if one does, with all that it started: by SIGTERM, and two seconds later by SIGKILL.
    ///
    /// Fit for a signal handler (signal-safety(7)).
    public static func terminate() {
        terminate(group: group.exchange(0, ordering: .sequentiallyConsistent))
    }

    /// The same for the hook with this process group; for none where that is no number of one.
    static func terminate(group number: Int32) {
        guard number > 0, kill(-number, SIGTERM) == 0 else { return }
        for _ in 0..<40 {
            if kill(-number, 0) != 0 { return }
            var pause = timespec(tv_sec: 0, tv_nsec: 50_000_000)
            nanosleep(&pause, nil)
        }
        _ = kill(-number, SIGKILL)
    }

    private static let endBoth: @convention(c) (Int32) -> Void = { number in
        if group.load(ordering: .sequentiallyConsistent) == -1 {
            pending.store(number, ordering: .sequentiallyConsistent)
            // The group may have come meanwhile, and nobody looks here again.
            guard group.load(ordering: .sequentiallyConsistent) > 0,
                pending.exchange(0, ordering: .sequentiallyConsistent) != 0
            else { return }
        }
        terminate()
        _ = signal(number, SIG_DFL)
        // Of the process: this thread may block it.
        kill(getpid(), number)
    }

    private static func address(_ handler: @convention(c) (Int32) -> Void) -> Int {
        unsafeBitCast(handler, to: Int.self)
    }

    private static func handler(of signal: Int32) -> Int {
        var action = sigaction()
        sigaction(signal, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_sigaction, to: Int.self)
    }
}
