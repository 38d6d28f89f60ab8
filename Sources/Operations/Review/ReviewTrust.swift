import CertificateEngine
import CertificateModel
import Synchronization

/// What is trusted in a review, besides the files that are reviewed.
public final class ReviewTrust: Sendable {
    /// The certificates of the store's folder `trusted`.
    public let stored: [[UInt8]]
    private let known: Known
    private let loadSystem: @Sendable () -> TrustedBundle?
    private let system = Mutex<Known?>(nil)

    /// Certificates by the hash of their subject.
    private struct Known {
        private var bySubject: [UInt32: [PathMember]] = [:]

        mutating func add(_ certificate: Certificate, _ file: String, _ trust: RootTrust) {
            guard let hash = certificate.subjectHash else { return }
            // Clients do not have what is trusted here, besides roots.
            bySubject[hash, default: []].append(
                PathMember(certificate, file: file, trust: trust, isSent: false, isNear: false))
        }

        subscript(hash: UInt32) -> [PathMember] { bySubject[hash] ?? [] }
    }

    /// What the store trusts, what the operator gives, and what the system trusts, which is read when it is needed.
    public init(
        stored: [[UInt8]] = [], given: [TrustedBundle] = [], system: @escaping @Sendable () -> TrustedBundle? = { nil }
    ) {
        self.stored = stored
        loadSystem = system
        var known = Known()
        for bundle in given { for one in bundle.certificates { known.add(one, bundle.file, .file(bundle.file)) } }
        for der in stored {
            guard let one = try? Certificate(der: der) else { continue }
            known.add(one, "trusted certificate store", .store)
        }
        self.known = known
    }

    /// The certificates whose subject has this hash; those of the system as well, if it is asked.
    func members(subjectHash hash: UInt32, withSystem: Bool) -> [PathMember] {
        guard withSystem else { return known[hash] }
        return known[hash]
            + system.withLock { system in
                if let system { return system[hash] }
                var known = Known()
                if let bundle = loadSystem() {
                    for one in bundle.certificates { known.add(one, bundle.file, .system(bundle.file)) }
                }
                system = known
                return known[hash]
            }
    }
}
