/// A task executor that runs each job on a thread of its own.
///
/// The cooperative thread pool would not do: all its threads may be blocked, waiting for this very task.
public final class ThreadExecutor: TaskExecutor {
    /// An executor for any number of tasks.
    public init() {}

    /// Runs a job on a thread of its own.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        DetachedThread.run { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
