import CertificateEngine
import CertificateModel
import Synchronization

/// The certificates of all sources, one after the other, as they are found.
final class ReviewLibrary: Sendable {
    /// The certificates of one source.
    struct Shelf: Sendable {
        let bundle: CertificateBundle
        /// The numbers of its certificates among all.
        let entries: Range<Int>
        /// The certificate that clients are shown, and the names by which they ask for it; nil where the source has none.
        let inUse: InUse?
    }

    /// What a source's own certificate is used for.
    struct InUse: Sendable {
        /// Which of its certificates it is.
        let index: Int
        /// The names by which clients reach it.
        let names: [GeneralName]
        /// What those names are called.
        let role: String

        /// The names, held against those of the certificate.
        func coverage(by certificate: CertificateContents) -> [Coverage] {
            Coverage.of(names, as: role, by: certificate.subjectAlternativeNames?.value ?? [])
        }
    }

    private let shelves = Mutex<[Shelf]>([])

    /// Adds the certificates of a source; returns their numbers.
    @discardableResult
    func add(_ bundle: CertificateBundle, inUse: InUse? = nil) -> Range<Int> {
        shelves.withLock { shelves in
            let start = shelves.last?.entries.upperBound ?? 0
            let entries = start..<start + bundle.count
            shelves.append(Shelf(bundle: bundle, entries: entries, inUse: inUse))
            return entries
        }
    }

    /// How many certificates there are so far.
    var count: Int { all.last?.entries.upperBound ?? 0 }

    /// The sources so far.
    var all: [Shelf] { shelves.withLock { $0 } }

    /// The source of a certificate.
    func shelf(of entry: Int) -> Shelf? {
        let shelves = all
        var (low, high) = (0, shelves.count)
        while low < high {
            let middle = (low + high) / 2
            if shelves[middle].entries.upperBound <= entry { low = middle + 1 } else { high = middle }
        }
        return low < shelves.count && shelves[low].entries.contains(entry) ? shelves[low] : nil
    }

    /// The DER of a certificate; nil where it cannot be decoded.
    func der(of entry: Int) -> [UInt8]? {
        shelf(of: entry).flatMap { $0.bundle.der(at: entry - $0.entries.lowerBound) }
    }
}
