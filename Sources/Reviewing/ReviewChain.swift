import CertificateEngine
import CertificateModel

/// The chain of a certificate among all that are under review.
struct ReviewChain {
    /// The entry and those above it, the entry first.
    let entries: [(number: Int?, der: [UInt8])]
    /// The issuer of the last one, where its certificate is not there.
    let missing: String?

    /// More certificates than this make no chain.
    private static let longest = 20

    /// Looks for the issuers of an entry: in its own source, then in the others, then among the trusted certificates.
    init(of entry: Int, in library: ReviewLibrary, trusted: [[UInt8]]) {
        guard let der = library.der(of: entry) else {
            (entries, missing) = ([], nil)
            return
        }
        var chain: [(number: Int?, der: [UInt8])] = [(entry, der)]
        var missing: String?
        while let last = chain.last, chain.count < Self.longest {
            guard let names = CertificateLinks.names(der: last.der) else { break }
            if names.isSelfIssued { break }
            guard let issuer = Self.issuer(of: last.der, names, near: entry, library, trusted) else {
                missing = CertificateReader.summary(der: last.der).issuer
                break
            }
            if chain.contains(where: { $0.der == issuer.der }) { break }
            chain.append(issuer)
        }
        entries = chain
        self.missing = missing
    }

    private static func issuer(
        of der: [UInt8], _ names: CertificateLinks.Names, near entry: Int, _ library: ReviewLibrary,
        _ trusted: [[UInt8]]
    ) -> (number: Int?, der: [UInt8])? {
        let own = library.shelf(of: entry)?.entries
        let shelves = library.all
        for shelf in shelves.filter({ $0.entries == own }) + shelves.filter({ $0.entries != own }) {
            for number in shelf.entries {
                guard let candidate = shelf.bundle.der(at: number - shelf.entries.lowerBound), candidate != der,
                    CertificateLinks.names(der: candidate)?.subject == names.issuer,
                    CertificateLinks.isSigned(der, by: candidate)
                else { continue }
                return (number, candidate)
            }
        }
        let found = trusted.first {
            CertificateLinks.names(der: $0)?.subject == names.issuer && CertificateLinks.isSigned(der, by: $0)
        }
        return found.map { (nil, $0) }
    }
}
