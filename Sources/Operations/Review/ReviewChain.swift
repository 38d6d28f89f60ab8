import CertificateEngine
import CertificateModel

/// Builds the chain of a certificate from all certificates under review.
struct ReviewChain {
    /// The chain from the entry upwards; the entry is first.
    let entries: [(number: Int?, der: [UInt8])]
    /// The name of the last one's issuer if its certificate is missing.
    let missing: String?
    /// Whether the missing certificate is known here, but the server did not send it.
    let isNotSent: Bool
    /// What the AKI names, if another certificate of the issuer has the key that signed.
    let named: String?

    /// The longest chain that is built.
    private static let longest = 20

    /// Builds a chain. Issuers are looked for in the entry's own source, then in the others, then in the trusted store.
    /// Of several issuers, the first one whose validity period includes `now` is taken.
    init(of entry: Int, in library: ReviewLibrary, trusted: [[UInt8]], now: Timestamp) {
        guard let der = library.der(of: entry) else {
            (entries, missing, isNotSent, named) = ([], nil, false, nil)
            return
        }
        var chain: [(number: Int?, der: [UInt8])] = [(entry, der)]
        var missing: String?
        var isNotSent = false
        var named: String?
        let isSent = library.shelf(of: entry)?.isSent == true
        while let last = chain.last, chain.count < Self.longest {
            guard let names = CertificateLinks.names(der: last.der) else { break }
            if names.isSelfIssued, !CertificateLinks.namesAnotherKey(last.der) { break }
            named = nil
            let issuer = Self.issuer(of: last.der, names, near: entry, library, trusted, now, &named)
            guard let issuer, !isSent || issuer.isUsable else {
                missing = CertificateReader.summary(der: last.der).issuer
                isNotSent = issuer != nil
                break
            }
            if chain.contains(where: { $0.der == issuer.der }) { break }
            chain.append((issuer.number, issuer.der))
        }
        entries = chain
        self.missing = missing
        self.isNotSent = isNotSent
        self.named = missing == nil ? nil : named
    }

    /// A certificate that issued another one.
    private struct Issuer {
        let number: Int?
        let der: [UInt8]
        /// Whether TLS clients have it: the server sent it as well, or it is a root.
        let isUsable: Bool
    }

    private static func issuer(
        of der: [UInt8], _ names: CertificateLinks.Names, near entry: Int, _ library: ReviewLibrary,
        _ trusted: [[UInt8]], _ now: Timestamp, _ named: inout String?
    ) -> Issuer? {
        var outOfDate: Issuer?
        var mismatch: String?
        defer { named = mismatch }
        /// The candidate, if it is an issuer and its validity period includes `now`. An issuer that is expired or not
        /// valid yet is kept as the last choice.
        func inDate(_ candidate: [UInt8], _ number: Int?, isSentToo: Bool) -> Issuer? {
            guard candidate != der, let own = CertificateLinks.names(der: candidate), own.subject == names.issuer else {
                return nil
            }
            guard CertificateLinks.isSigned(der, by: candidate) else {
                mismatch = mismatch ?? CertificateLinks.mismatch(of: der, to: candidate)
                return nil
            }
            let isRoot = own.isSelfIssued && !CertificateLinks.namesAnotherKey(candidate)
            let issuer = Issuer(number: number, der: candidate, isUsable: isSentToo || isRoot)
            if Self.isInDate(candidate, now) { return issuer }
            outOfDate = outOfDate ?? issuer
            return nil
        }
        let own = library.shelf(of: entry)?.entries
        let shelves = library.all
        for shelf in shelves.filter({ $0.entries == own }) + shelves.filter({ $0.entries != own }) {
            for number in shelf.entries {
                guard let candidate = shelf.bundle.der(at: number - shelf.entries.lowerBound) else { continue }
                if let issuer = inDate(candidate, number, isSentToo: shelf.entries == own) { return issuer }
            }
        }
        for candidate in trusted {
            if let issuer = inDate(candidate, nil, isSentToo: false) { return issuer }
        }
        return outOfDate
    }

    private static func isInDate(_ der: [UInt8], _ now: Timestamp) -> Bool {
        let summary = CertificateReader.summary(der: der)
        guard let start = summary.notBefore, let end = summary.notAfter else { return false }
        return start <= now && now <= end
    }
}
