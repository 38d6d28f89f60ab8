import CertificateModel
import Synchronization
import Threads

/// Generates the two keys of an ignition on two threads while the operator types.
///
/// A key takes too long for Swift's cooperative thread pool. If the program ends first, nothing waits for the threads.
/// The keys are cleansed when their last owner releases them.
public final class KeyMaterialGenerator: Sendable {
    private let isStarted = Atomic(false)
    private let root = Promise<Result<(key: PrivateKey, serial: SerialNumber), OpenSSLError>>()
    private let identityKey = Promise<Result<PrivateKey, OpenSSLError>>()

    /// A generator that is not started.
    public init() {}

    /// A generator that always fails, for tests of the error message.
    package init(failure: OpenSSLError) {
        isStarted.store(true, ordering: .relaxed)
        root.fulfil(.failure(failure))
        identityKey.fulfil(.failure(failure))
    }

    /// Starts generating the keys, unless that was started before.
    public func start() {
        guard !isStarted.exchange(true, ordering: .relaxed) else { return }
        OpenSSLStart.keepUntilExit()
        // The threads hold only the promises, so the generator itself can be freed.
        DetachedThread.run { [root] in
            root.fulfil(
                Result { () throws(OpenSSLError) in (try .generateRSA2048(), try KeyMaterial.drawRootSerial()) })
        }
        DetachedThread.run { [identityKey] in
            identityKey.fulfil(Result { () throws(OpenSSLError) in try .generateRSA2048() })
        }
    }

    /// Blocks until both keys are there; starts generating them if necessary.
    public func wait() throws(OpenSSLError) -> KeyMaterial {
        start()
        let (rootKey, rootSerial) = try root.wait().get()
        return KeyMaterial(rootKey: rootKey, identityKey: try identityKey.wait().get(), rootSerial: rootSerial)
    }
}
