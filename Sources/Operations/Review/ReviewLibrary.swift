public import CertificateEngine
public import CertificateModel
import Synchronization

/// The certificates of all sources in one list, numbered in the order in which they were found.
public final class ReviewLibrary: Sendable {
    /// The certificates of one source.
    public struct Shelf: Sendable {
        /// The certificates.
        public let bundle: CertificateBundle
        /// The numbers of its certificates in the whole list.
        public let entries: Range<Int>
        /// The certificate that TLS clients get from this source, with the names that they use; nil if there is none.
        public let inUse: InUse?
        /// Whether this server issued them. Their rows then have the specification's notes.
        public let isIssuedHere: Bool
        /// Whether they come from the store.
        public let isStored: Bool
        /// Whether a server sent them. Its clients have only these and their trusted roots.
        public var isSent: Bool { inUse?.role == Coverage.inUse }
    }

    /// The use of a source's own certificate.
    public struct InUse: Sendable {
        /// The index of the certificate in its source.
        public let index: Int
        /// The names that clients use for the server.
        public let names: [GeneralName]
        /// The words for these names in sentences.
        public let role: String

        /// The use of a certificate.
        public init(index: Int, names: [GeneralName], role: String) {
            self.index = index
            self.names = names
            self.role = role
        }

        /// Compares these names with those of the certificate.
        func coverage(by certificate: CertificateContents) -> [Coverage] {
            Coverage.of(names, as: role, by: certificate.subjectAlternativeNames?.value ?? [])
        }
    }

    private let shelves = Mutex<[Shelf]>([])
    /// The numbers of certificates by the hash of their subject, for the shelves that were looked at so far.
    private let subjects = Mutex<(shelves: Int, numbers: [UInt32: [Int]])>((0, [:]))

    /// The first certificates that were asked for, by number: each certificate below them asks for them again, and they
    /// know what was decoded of them.
    private let found = Mutex<[Int: Certificate]>([:])
    private static let mostKept = 100

    private let folderRemarks = Mutex<[String]>([])

    /// Sentences for the operator about what is left out of the folders.
    public var remarks: [String] { folderRemarks.withLock(\.self) }

    /// Adds such sentences.
    func add(remarks: [String]) { folderRemarks.withLock { $0 += remarks } }

    /// An empty library.
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

    /// Adds certificates of the store in DER: the identity for these names, then its chain up to the root.
    public func addStored(
        identity: [[UInt8]], chain: [[UInt8]], names: [GeneralName], isIssuedHere: Bool
    ) {
        add(
            CertificateBundle(name: "live/identity.pem", certificates: identity),
            inUse: .init(index: 0, names: names, role: isIssuedHere ? Coverage.issuedFor : Coverage.importedFor),
            isIssuedHere: isIssuedHere, isStored: true)
        // The chain of a self-signed identity is the identity itself.
        guard chain != identity else { return }
        add(CertificateBundle(name: "live/chain.pem", certificates: chain), isIssuedHere: isIssuedHere, isStored: true)
    }

    /// The certificates whose subject has this hash, with their numbers and sources.
    func certificates(subjectHash hash: UInt32) -> [(number: Int, certificate: Certificate, shelf: Shelf)] {
        let all = all
        let numbers = subjects.withLock { known in
            while known.shelves < all.count {
                let shelf = all[known.shelves]
                for number in shelf.entries {
                    guard let hash = certificate(number, in: shelf)?.subjectHash else { continue }
                    known.numbers[hash, default: []].append(number)
                }
                known.shelves += 1
            }
            return known.numbers[hash] ?? []
        }
        return numbers.compactMap { number in
            guard let shelf = shelf(of: number), let certificate = kept(number, in: shelf) else { return nil }
            return (number, certificate, shelf)
        }
    }

    /// A certificate; nil if there is no such number, or if it cannot be decoded.
    public func certificate(_ number: Int) -> Certificate? {
        shelf(of: number).flatMap { kept(number, in: $0) }
    }

    private func kept(_ number: Int, in shelf: Shelf) -> Certificate? {
        if let known = found.withLock({ $0[number] }) { return known }
        let certificate = certificate(number, in: shelf)
        found.withLock { if $0.count < Self.mostKept { $0[number] = certificate } }
        return certificate
    }

    private func certificate(_ number: Int, in shelf: Shelf) -> Certificate? {
        shelf.bundle.der(at: number - shelf.entries.lowerBound).flatMap { try? Certificate(der: $0) }
    }

    /// The number of certificates so far.
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

    /// What a list shows of a certificate; nil if there is no such number.
    public func summary(of entry: Int) -> CertificateSummary? {
        shelf(of: entry).map { $0.bundle.summary(at: entry - $0.entries.lowerBound) }
    }

    /// What is shown of a certificate that cannot be decoded: see ``CertificateBundle/octets(at:)``.
    public func octets(of entry: Int) -> [UInt8] {
        shelf(of: entry).map { $0.bundle.octets(at: entry - $0.entries.lowerBound) } ?? []
    }

    /// The DER of a certificate; nil if its Base64 is invalid.
    public func der(of entry: Int) -> [UInt8]? {
        shelf(of: entry).flatMap { $0.bundle.der(at: entry - $0.entries.lowerBound) }
    }
}
