import Glibc
import Testing
import Threads

@Suite("A detached thread")
struct DetachedThreadTests {
    /// The signals from 1 to 31 that the calling thread blocks.
    private static func blocked() -> Set<Int32> {
        var mask = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &mask)
        return Set((1...31).filter { sigismember(&mask, $0) == 1 })
    }

    @Test func `is another one`() {
        let thread = Promise<pthread_t>()
        #expect(DetachedThread.start { thread.fulfil(pthread_self()) })
        #expect(pthread_equal(thread.wait(), pthread_self()) == 0)
    }

    @Test func `blocks all signals but those of its own faults, and its starter what it blocked before`() {
        let before = Self.blocked()
        let inside = Promise<Set<Int32>>()
        DetachedThread.run { inside.fulfil(Self.blocked()) }
        #expect(Self.blocked() == before)
        // SIGKILL and SIGSTOP cannot be blocked; the others are of what the thread itself did.
        let faults = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS]
        #expect(inside.wait() == Set(1...31).subtracting([SIGKILL, SIGSTOP] + faults))
    }

    @Test func `does its work at once, on the thread that asks, where the system gives no thread`() async {
        await #expect(processExitsWith: .success) {
            // Its user has one thread too many already, and may not have more: root may, and so it becomes somebody else.
            var none = rlimit(rlim_cur: 0, rlim_max: 0)
            #expect(setrlimit(__rlimit_resource_t(__RLIMIT_NPROC.rawValue), &none) == 0)
            if geteuid() == 0 { #expect(setuid(65_534) == 0) }
            #expect(!DetachedThread.start {})
            let own = pthread_self()
            let thread = Promise<pthread_t>()
            DetachedThread.run { thread.fulfil(pthread_self()) }
            #expect(thread.wait(for: .zero) == own)
        }
    }

    @Test func `lets go of its work when that is done`() {
        let gone = Promise<Bool>()
        do {
            let witness = Witness(of: gone)
            DetachedThread.run { withExtendedLifetime(witness) {} }
        }
        #expect(gone.wait())
    }

    private final class Witness: Sendable {
        private let gone: Promise<Bool>
        init(of gone: Promise<Bool>) { self.gone = gone }
        deinit { gone.fulfil(true) }
    }
}
