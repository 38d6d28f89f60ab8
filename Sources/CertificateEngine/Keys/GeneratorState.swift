import Glibc

/// What the threads of a `KeyMaterialGenerator` and those who wait for them share, behind a POSIX mutex: only a POSIX
/// condition variable lets a thread sleep until two others are done.
final class GeneratorState: @unchecked Sendable {
    /// The keys to make.
    enum Part: CaseIterable {
        case root
        case identity
    }

    /// What came of it.
    typealias Outcome = Result<KeyMaterial, OpenSSLError>

    // Every variable below is read and written with the mutex held; the two primitives are never moved.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var isStarted = false
    private var keys: [Part: Result<PrivateKey, OpenSSLError>] = [:]
    private var outcome: Outcome?

    init() {
        mutex.initialize(to: pthread_mutex_t())
        condition.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// True for the first caller only.
    func claimStart() -> Bool {
        locked {
            defer { isStarted = true }
            return !isStarted
        }
    }

    /// Takes one thread's result; the last one wakes everybody.
    func finish(_ part: Part, _ key: Result<PrivateKey, OpenSSLError>) {
        locked {
            keys[part] = key
            guard let root = keys[.root], let identity = keys[.identity] else { return }
            outcome = Self.outcome(root: root, identity: identity)
            keys = [:]
            pthread_cond_broadcast(condition)
        }
    }

    /// Sleeps until there is an outcome.
    func waitForOutcome() -> Outcome {
        locked {
            while true {
                if let outcome { return outcome }
                pthread_cond_wait(condition, mutex)
            }
        }
    }

    private static func outcome(
        root: Result<PrivateKey, OpenSSLError>, identity: Result<PrivateKey, OpenSSLError>
    ) -> Outcome {
        do throws(OpenSSLError) {
            return .success(
                KeyMaterial(
                    rootKey: try root.get(), identityKey: try identity.get(),
                    rootSerial: try KeyMaterial.drawRootSerial()))
        } catch {
            return .failure(error)
        }
    }

    private func locked<Value>(_ body: () -> Value) -> Value {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }
}
