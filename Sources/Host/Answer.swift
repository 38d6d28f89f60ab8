import CertificateModel
import Glibc

/// Where a thread leaves its answer for another that waits, but not for ever.
///
/// Unchecked: everything that changes is changed under the mutex. Both threads hold a reference, so that the one which
/// comes last frees it, whichever that is.
final class Answer: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var isGiven = false
    private var name: HostName?

    init() {
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        // A deadline is a length of time: setting the host's clock must not move it.
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Leaves the answer.
    func give(_ name: HostName?) {
        pthread_mutex_lock(mutex)
        self.name = name
        isGiven = true
        pthread_cond_signal(condition)
        pthread_mutex_unlock(mutex)
    }

    /// The answer, or nil once that many seconds have passed without one.
    func wait(seconds: Double) -> HostName? {
        // No more than a day, so that no number, however odd, overflows the time.
        let seconds = seconds.isNaN ? 0 : min(max(seconds, 0), 86_400)
        var end = timespec()
        clock_gettime(CLOCK_MONOTONIC, &end)
        let nanoseconds = end.tv_nsec + Int(seconds.truncatingRemainder(dividingBy: 1) * 1e9)
        end.tv_sec += Int(seconds) + nanoseconds / 1_000_000_000
        end.tv_nsec = nanoseconds % 1_000_000_000
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while !isGiven {
            if pthread_cond_timedwait(condition, mutex, &end) != 0 { break }
        }
        return name
    }
}
