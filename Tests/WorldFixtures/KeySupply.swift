import CertificateEngine
import Synchronization

/// Real keys for one host. No host gets a key twice, and all hosts get the same keys: making them is the slow part of most
/// operations.
final class KeySupply: Sendable {
    private static let made = Mutex<[PrivateKey]>([])
    private let taken = Atomic(0)

    /// The next key, which is made if no host had as many before.
    func next() throws(OpenSSLError) -> PrivateKey {
        let index = taken.wrappingAdd(1, ordering: .relaxed).oldValue
        return try Self.made.withLock { (made) throws(OpenSSLError) in
            while made.count <= index { made.append(try .generateRSA2048()) }
            return made[index]
        }
    }
}
