import CertificateStore
import Synchronization

/// Every certificate of some generations, each once, to see that no number was given twice.
final class IssuedCertificates: Sendable {
    private let records = Mutex<Set<CertificateRecord>>([])

    func add(_ generation: Generation) { records.withLock { $0.formUnion(generation.manifest.body.certificates) } }

    /// How many there are.
    var count: Int { Set(all.map(\.sha256)).count }

    /// How many numbers they have, each under its root's key.
    var numbers: Int { Set(all.map { [$0.issuingRoot, $0.serial] }).count }

    /// How many keys their roots have.
    var rootKeys: Int { Set(all.map(\.issuingRoot)).count }

    private var all: Set<CertificateRecord> { records.withLock(\.self) }
}
