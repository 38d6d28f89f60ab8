import Glibc

/// A promise: one thread fulfils it, and others wait for its value, for ever or until a deadline.
///
/// It is `@unchecked Sendable` because the mutex protects all mutable state. A POSIX condition variable is used because
/// only it can wait on the monotonic clock. Each thread that uses the promise has a reference to it; the last one frees
/// it and its value.
public final class Promise<Value: Sendable>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var value: Value?

    /// A promise without a value.
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

    /// Sets the value, and wakes all waiting threads. Only the first call has an effect.
    public func fulfil(_ value: Value) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard self.value == nil else { return }
        self.value = value
        pthread_cond_broadcast(condition)
    }

    /// Waits for the value without a limit.
    public func wait() -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let value { return value }
            pthread_cond_wait(condition, mutex)
        }
    }

    /// Waits for the value; nil if the deadline passes first. A value that is there is returned even after the
    /// deadline.
    public func wait(until deadline: Deadline) -> Value? {
        var end = deadline.time
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while value == nil, pthread_cond_timedwait(condition, mutex, &end) == 0 {}
        return value
    }

    /// Waits for the value; nil if it does not come within this duration.
    public func wait(for duration: Duration) -> Value? { wait(until: Deadline(after: duration)) }
}
