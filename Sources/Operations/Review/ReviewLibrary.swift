public import CertificateEngine
public import CertificateModel
import Synchronization

/// The certificates of all sources, one after the other, as they are found.
public final class ReviewLibrary: Sendable {
    /// The certificates of one source.
    public struct Shelf: Sendable {
        /// The certificates.
        public let bundle: CertificateBundle
        /// The numbers of its certificates among all.
        public let entries: Range<Int>
        /// The certificate that clients are shown, and the names by which they ask for it; nil where the source has none.
        public let inUse: InUse?
        /// Whether this server issued them: their rows then have the specification's notes.
        public let isIssuedHere: Bool
        /// Whether they are what the store holds.
        public let isStored: Bool
        /// Whether a server sent them: its clients have nothing else, but the roots that they trust.
        public var isSent: Bool { inUse?.role == Coverage.inUse }
    }

    /// What a source's own certificate is used for.
    public struct InUse: Sendable {
        /// Which of its certificates it is.
        public let index: Int
        /// The names by which clients reach it.
        public let names: [GeneralName]
        /// What those names are called.
        public let role: String

        /// The use of a certificate.
        public init(index: Int, names: [GeneralName], role: String) {
            self.index = index
            self.names = names
            self.role = role
        }

        /// The names, compared with those of the certificate.
        func coverage(by certificate: CertificateContents) -> [Coverage] {
            Coverage.of(names, as: role, by: certificate.subjectAlternativeNames?.value ?? [])
        }
    }

    private let shelves = Mutex<[Shelf]>([])

    /// Without any certificate yet.
    public init() {}

    /// Adds the certificates of a source; returns their numbers.
    @discardableResult
    public func add(
        _ bundle: CertificateBundle, inUse: InUse? = nil, isIssuedHere: Bool = false, isStored: Bool = false
    ) -> Range<Int> {
        shelves.withLock { shelves in
            let start = shelves.last?.entries.upperBound ?? 0
            let entries = start..<start + bundle.count
            shelves.append(
                Shelf(bundle: bundle, entries: entries, inUse: inUse, isIssuedHere: isIssuedHere, isStored: isStored))
            return entries
        }
    }

    /// Adds what a store holds, in DER: the identity for these names, then what signed it, up to the root.
    public func addStored(
        identity: [[UInt8]], chain: [[UInt8]], names: [GeneralName], isIssuedHere: Bool
    ) {
        add(
            CertificateBundle(name: "live/identity.pem", certificates: identity),
            inUse: .init(index: 0, names: names, role: isIssuedHere ? Coverage.issuedFor : Coverage.importedFor),
            isIssuedHere: isIssuedHere, isStored: true)
        // A self-signed identity is its own chain.
        guard chain != identity else { return }
        add(CertificateBundle(name: "live/chain.pem", certificates: chain), isIssuedHere: isIssuedHere, isStored: true)
    }

    /// Forgets everything.
    public func removeAll() { shelves.withLock { $0 = [] } }

    /// How many certificates there are so far.
    public var count: Int { all.last?.entries.upperBound ?? 0 }

    /// The sources so far.
    public var all: [Shelf] { shelves.withLock { $0 } }

    /// The source of a certificate.
    public func shelf(of entry: Int) -> Shelf? {
        let shelves = all
        var (low, high) = (0, shelves.count)
        while low < high {
            let middle = (low + high) / 2
            if shelves[middle].entries.upperBound <= entry { low = middle + 1 } else { high = middle }
        }
        return low < shelves.count && shelves[low].entries.contains(entry) ? shelves[low] : nil
    }

    /// What a list says of a certificate, as it stands there; nil where there is none of that number.
    public func summary(of entry: Int) -> CertificateSummary? {
        shelf(of: entry).map { $0.bundle.summary(at: entry - $0.entries.lowerBound) }
    }

    /// What there is of a certificate: its DER, or the text of it where its Base64 is broken.
    public func octets(of entry: Int) -> [UInt8] {
        shelf(of: entry).map { $0.bundle.octets(at: entry - $0.entries.lowerBound) } ?? []
    }

    /// The DER of a certificate; nil where it cannot be decoded.
    public func der(of entry: Int) -> [UInt8]? {
        shelf(of: entry).flatMap { $0.bundle.der(at: entry - $0.entries.lowerBound) }
    }
}
