import Glibc

/// A value that one thread makes and others wait for, for ever or until a deadline.
///
/// Unchecked: everything that changes is changed under the mutex. Only a POSIX condition variable lets a thread sleep until
/// a moment of the monotonic clock. The thread that fulfils it and those that wait each hold a reference: the last one
/// frees it, and the value with it.
public final class Promise<Value: Sendable>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var value: Value?

    /// A promise that nobody has fulfilled yet.
    public init() {
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, Deadline.clock)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Leaves the value, and wakes everybody who waits for it; only the first counts.
    public func fulfil(_ value: Value) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard self.value == nil else { return }
        self.value = value
        pthread_cond_broadcast(condition)
    }

    /// The value, however long that takes.
    public func wait() -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let value { return value }
            pthread_cond_wait(condition, mutex)
        }
    }

    /// The value, or nil where the deadline passes first; a value that is there is given even then.
    public func wait(until deadline: Deadline) -> Value? {
        var end = deadline.time
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while value == nil, pthread_cond_timedwait(condition, mutex, &end) == 0 {}
        return value
    }

    /// The value, or nil once that much time has passed without one.
    public func wait(for duration: Duration) -> Value? { wait(until: Deadline(after: duration)) }
}
