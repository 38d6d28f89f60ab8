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
    private let newKey: @Sendable () throws(OpenSSLError) -> PrivateKey

    /// A generator that is not started. `newKey` makes one key, on any thread.
    public init(
        newKey: @escaping @Sendable () throws(OpenSSLError) -> PrivateKey = { () throws(OpenSSLError) in
            try .generateRSA2048()
        }
    ) { self.newKey = newKey }

    /// Starts generating the keys, unless that was started before.
    public func start() {
        guard !isStarted.exchange(true, ordering: .relaxed), let promises = promises.withLock({ $0 }) else { return }
        OpenSSLStart.keepUntilExit()
        // The threads hold only the promises, so the generator itself can be freed.
        DetachedThread.run { [newKey] in
            promises.root.fulfil(
                Result { () throws(OpenSSLError) in (try newKey(), try KeyMaterial.drawRootSerial()) })
        }
        DetachedThread.run { [newKey] in promises.identityKey.fulfil(Result(catching: newKey)) }
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
