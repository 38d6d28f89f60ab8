import Synchronization

/// A private key until it is in the store: then all who prepared something with it let go of it at once.
final class HeldKey: Sendable {
    private let key: Mutex<PrivateKey?>

    init(_ key: PrivateKey) { self.key = Mutex(key) }

    /// The key as unencrypted PKCS #8 in PEM; throws if it was let go.
    func pkcs8PEM() throws(OpenSSLError) -> SecretBytes {
        guard let key = key.withLock({ $0 }) else {
            throw OpenSSLError("write the private key", reasons: ["it was written before"])
        }
        return try key.pkcs8PEM()
    }

    /// Lets go of the key, which is cleansed unless somebody else has it.
    func drop() { key.withLock { $0 = nil } }
}
