import CertificateEngine
package import CertificateModel
package import Operations
import Threads

/// Certificates of any source as tables or JSON.
package struct SourceReview {
    private let reviewer: Reviewer
    private let level: CheckLevel
    private var peers: [PeerFacts] = []
    private var failures: [(source: String, failure: CommandFailure)] = []

    /// The most certificates for which chains are built: the issuer of each may be any of the others.
    private static let mostChained = 100

    /// How many certificates a thread takes at a time: of few, two threads have the same share.
    static func portion(of count: Int) -> Int { min(16, max(4, (count + 1) / 2)) }

    /// Opens the sources: files one after the other, and peers at once. If one cannot be opened, the others are shown all
    /// the same.
    package init(_ review: Review, sources: [ReviewSource], level: CheckLevel) {
        reviewer = review.reviewer
        self.level = level
        let lines = WaitingLines(sources, timeout: review.loader.timeout)
        let loader = review.loader.asking(sources) { lines?.tell($0, hasFailed: $1) }
        for source in sources {
            let facts = loader.add(source) { name, error in failures.append((name, CommandFailure(error))) }
            if let facts { peers.append(facts) }
        }
    }

    /// Prints everything; then throws the failure of a source that could not be opened.
    package func print(as format: OutputFormat) throws {
        switch format {
        case .table: try printTables()
        case .json:
            try SourceReport(peers: peers, failures: failures, warnings: warnings).print(
                count,
                entries: { [reviewer, level, withChains] entry in
                    Self.entry(entry, reviewer, level, withChains: withChains)
                })
        }
        for (_, failure) in failures.dropLast() { Console.talk(failure.sentences) }
        if var (_, failure) = failures.last {
            failure.isInOutput = true
            throw failure
        }
    }

    private var count: Int { reviewer.library.count }

    private var withChains: Bool { count <= Self.mostChained }

    /// What the output leaves out.
    private var warnings: [String] {
        let leftOut = reviewer.library.remarks + reviewer.library.all.flatMap(\.bundle.remarks)
        guard !withChains else { return leftOut }
        return leftOut + ["\(count) certificates: chains are not checked if there are more than \(Self.mostChained)"]
    }

    private func printTables() throws {
        let columns = Console.columns
        for peer in peers {
            var text = PlainText(columns: columns)
            text.add(peer.headline)
            try Console.say(text.text)
        }
        let text = EntryText(reviewer: reviewer, level: level, withChain: withChains, columns: columns)
        try ParallelMap.portions(of: count, size: Self.portion(of: count)) { range in
            range.map(text.text).joined(separator: "\n")
        } each: { text throws(CommandFailure) in
            try Console.say(text)
        }
        for warning in warnings { Console.talk("warning: \(warning)") }
    }

    private static func entry(
        _ entry: Int, _ reviewer: Reviewer, _ level: CheckLevel, withChains: Bool
    ) -> SourceReport.Entry {
        let source = reviewer.library.shelf(of: entry)?.bundle.name ?? ""
        guard let decoded = reviewer.library.certificate(entry) else {
            return .init(source: source, contents: .octets(UndecodableEntry(entry, in: reviewer.library)))
        }
        let contents = decoded.contents
        let judged = reviewer.judged(entry, decoded, level, withChain: withChains)
        var certificate = CertificateEntry(
            FieldTable(reviewer.kind(of: entry, contents), contents, checks: []), contents,
            sha256: CertificateReader.fingerprint(der: decoded.der), checks: judged.checks)
        certificate.details = CertificateDetails(der: decoded.der, chain: withChains ? judged.chain : nil)
        return .init(source: source, contents: .certificate(certificate))
    }
}

extension PeerFacts {
    /// How it answered, in one line.
    fileprivate var headline: String {
        let stored = isAsStored.map { $0 ? ", as stored" : ", NOT what is stored" } ?? ""
        let sent = entries.count == 1 ? "1 certificate" : "\(entries.count) certificates"
        return "\(peer) (\(address)): \(protocolVersion), \(cipher), \(sent)\(stored)"
    }
}
