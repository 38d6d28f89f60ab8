import CertificateEngine
import Synchronization

/// The certificates of all sources, one after the other, as they are found.
final class ReviewLibrary: Sendable {
    /// The certificates of one source, and the number of the first among all.
    struct Shelf: Sendable {
        let bundle: CertificateBundle
        let entries: Range<Int>
    }

    private let shelves = Mutex<[Shelf]>([])

    /// Adds the certificates of a source; returns their numbers.
    @discardableResult
    func add(_ bundle: CertificateBundle) -> Range<Int> {
        shelves.withLock { shelves in
            let start = shelves.last?.entries.upperBound ?? 0
            let entries = start..<start + bundle.count
            shelves.append(Shelf(bundle: bundle, entries: entries))
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
