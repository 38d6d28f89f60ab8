import CertificateModel
import Synchronization
import Threads

/// Makes the two keys of an ignition on two threads of its own while the operator types.
///
/// Making a key takes too long for Swift's cooperative pool, and nobody has to wait for it when the program is left. What
/// the threads made is cleansed with the last owner of it.
public final class KeyMaterialGenerator: Sendable {
    private let isStarted = Atomic(false)
    private let root = Promise<Result<(key: PrivateKey, serial: SerialNumber), OpenSSLError>>()
    private let identityKey = Promise<Result<PrivateKey, OpenSSLError>>()

    /// A generator that does nothing yet.
    public init() {}

    /// A generator for which OpenSSL makes no keys: for tests of what is said then.
    package init(failure: OpenSSLError) {
        isStarted.store(true, ordering: .relaxed)
        root.fulfil(.failure(failure))
        identityKey.fulfil(.failure(failure))
    }

    /// Starts making the keys, if that was not started already.
    public func start() {
        guard !isStarted.exchange(true, ordering: .relaxed) else { return }
        OpenSSLStart.keepUntilExit()
        // The threads hold the promises alone: a generator that is dropped is gone.
        DetachedThread.run { [root] in
            root.fulfil(
                Result { () throws(OpenSSLError) in (try .generateRSA2048(), try KeyMaterial.drawRootSerial()) })
        }
        DetachedThread.run { [identityKey] in
            identityKey.fulfil(Result { () throws(OpenSSLError) in try .generateRSA2048() })
        }
    }

    /// Blocks until both keys are there, and starts making them where nobody did.
    public func wait() throws(OpenSSLError) -> KeyMaterial {
        start()
        let (rootKey, rootSerial) = try root.wait().get()
        return KeyMaterial(rootKey: rootKey, identityKey: try identityKey.wait().get(), rootSerial: rootSerial)
    }
}
