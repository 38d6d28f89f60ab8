import Threads
import Host

/// A thread of a test's own. A test that waits for minutes must not take one of the few threads that all tests share: those
/// that only wait their turn there would seem to hang.
final class OwnThread: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        DetachedThread.run { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
