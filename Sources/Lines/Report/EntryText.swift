import CertificateEngine
import CertificateModel
import Operations

/// The text of one certificate under review.
struct EntryText: Sendable {
    let reviewer: Reviewer
    let level: CheckLevel
    /// Whether its chain is built from all other entries.
    let withChain: Bool
    let columns: Int?

    func text(of entry: Int) -> String {
        guard let shelf = reviewer.library.shelf(of: entry) else { return "" }
        let number = entry - shelf.entries.lowerBound + 1
        let name = VisibleText.cleaned(shelf.bundle.name)
        let place = shelf.entries.count == 1 ? name : "\(name), \(number) of \(shelf.entries.count)"
        guard let certificate = reviewer.library.certificate(entry) else {
            return UndecodableEntry(entry, in: reviewer.library).text(title: place, columns: columns)
        }
        let contents = certificate.contents
        let kind = reviewer.kind(of: entry, contents)
        let judged = reviewer.judged(entry, certificate, level, withChain: withChain)
        return PlainTable.text(
            of: FieldTable(kind, contents, checks: judged.checks),
            title: kind == .other ? place : "\(place): \(kind.rawValue)",
            further: CertificateDetails(der: certificate.der, chain: withChain ? judged.chain : nil).rows,
            checks: judged.checks,
            columns: columns)
    }
}
