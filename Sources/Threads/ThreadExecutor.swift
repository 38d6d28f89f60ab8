/// Runs the jobs of a task on threads of their own.
///
/// The few threads that all tasks share may all be waiting for this one, as a thread that blocks for a task does.
public final class ThreadExecutor: TaskExecutor {
    /// An executor for one task or more.
    public init() {}

    /// Runs a job on a thread of its own.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        DetachedThread.run { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
