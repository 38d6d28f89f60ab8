import CertificateModel
import Synchronization
import Threads

/// Generates the two keys of an ignition on two threads while the operator types.
///
/// A key takes too long for Swift's cooperative thread pool. If the program ends first, nothing waits for the threads.
/// The keys are cleansed when their last owner releases them.
public final class KeyMaterialGenerator: Sendable {
    /// What the threads fulfil.
    private struct Promises: Sendable {
        let root = Promise<Result<(key: PrivateKey, serial: SerialNumber), OpenSSLError>>()
        let identityKey = Promise<Result<PrivateKey, OpenSSLError>>()
    }

    private let isStarted = Atomic(false)
    /// Nil once the keys are forgotten.
    private let promises = Mutex<Promises?>(Promises())

    /// A generator that is not started.
    public init() {}

    /// A generator that always fails, for tests of the error message.
    package init(failure: OpenSSLError) {
        isStarted.store(true, ordering: .relaxed)
        let promises = promises.withLock { $0 }
        promises?.root.fulfil(.failure(failure))
        promises?.identityKey.fulfil(.failure(failure))
    }

    /// Starts generating the keys, unless that was started before.
    public func start() {
        guard !isStarted.exchange(true, ordering: .relaxed), let promises = promises.withLock({ $0 }) else { return }
        OpenSSLStart.keepUntilExit()
        // The threads hold only the promises, so the generator itself can be freed.
        DetachedThread.run {
            promises.root.fulfil(
                Result { () throws(OpenSSLError) in (try .generateRSA2048(), try KeyMaterial.drawRootSerial()) })
        }
        DetachedThread.run {
            promises.identityKey.fulfil(Result { () throws(OpenSSLError) in try .generateRSA2048() })
        }
    }

    /// Blocks until both keys are there; starts generating them if necessary.
    public func wait() throws(OpenSSLError) -> KeyMaterial {
        start()
        guard let promises = promises.withLock({ $0 }) else {
            throw OpenSSLError("use the keys again", reasons: ["they were written before"])
        }
        let (rootKey, rootSerial) = try promises.root.wait().get()
        return KeyMaterial(
            rootKey: rootKey, identityKey: try promises.identityKey.wait().get(), rootSerial: rootSerial)
    }

    /// Forgets the keys: they are written, or nobody wants them.
    public func forget() { promises.withLock { $0 = nil } }
}
