import CertificateEngine
import CertificateModel
import Reviewing
import Viewer

/// Certificates of any source as tables or JSON.
struct SourceReview {
    private let reviewer: Reviewer
    private let level: CheckLevel
    private var peers: [PeerFacts] = []
    private var failures: [(source: String, failure: CommandFailure)] = []

    /// More certificates than this are held to no checks that have to look for their chains.
    private static let mostJudged = 100

    /// Opens the sources one after the other; one that cannot be opened keeps no other from being shown.
    init(context: ReviewContext, sources: [ReviewSource], level: CheckLevel) {
        reviewer = context.reviewer
        self.level = level
        for source in sources {
            do {
                if let facts = try context.loader.add(source) { peers.append(facts) }
            } catch {
                failures.append((source.name, CommandFailure(describingAny: error)))
            }
        }
    }

    /// Prints everything; then throws what kept a source from being opened.
    func print(as format: OutputFormat) throws {
        switch format {
        case .table: try printTables()
        case .json: try Console.say(json: SourceReport(entries: try entries(), peers: peers, failures: failures))
        }
        for (_, failure) in failures.dropLast() { Console.talk(failure.sentences) }
        if let (_, failure) = failures.last { throw failure }
    }

    private var isJudged: Bool { reviewer.library.count <= Self.mostJudged }

    private func printTables() throws {
        for peer in peers {
            let stored = peer.isAsStored.map { $0 ? ", as stored" : ", NOT what is stored" } ?? ""
            try Console.say(
                "\(peer.peer) (\(peer.address)): \(peer.protocolVersion), \(peer.cipher), "
                    + "\(peer.entries.count) certificates\(stored)\n")
        }
        let count = reviewer.library.count
        let columns = Console.columns
        let (reviewer, level, isJudged) = (reviewer, level, isJudged)
        try Portions.of(count, size: 16) { range in
            range.map { entry in
                EntryText(reviewer: reviewer, level: level, isJudged: isJudged, columns: columns).text(of: entry)
            }.joined(separator: "\n")
        } each: { text throws(CommandFailure) in
            try Console.say(text)
        }
    }

    private func entries() throws -> [SourceReport.Entry] {
        var entries: [SourceReport.Entry] = []
        for entry in 0..<reviewer.library.count {
            guard let shelf = reviewer.library.shelf(of: entry) else { continue }
            guard let der = reviewer.library.der(of: entry), let contents = try? CertificateReader.shown(der: der)
            else {
                entries.append(.init(source: shelf.bundle.name, certificate: nil))
                continue
            }
            let table = FieldTable(reviewer.kind(of: entry, contents), contents, checks: [])
            let sha256 = CertificateReader.fingerprint(der: der)
            let certificate =
                isJudged
                ? CertificateEntry(table, contents, sha256: sha256, checks: reviewer.judged(entry, level).checks)
                : CertificateEntry(table, contents, sha256: sha256, now: reviewer.now)
            entries.append(.init(source: shelf.bundle.name, certificate: certificate))
        }
        return entries
    }
}

/// The text of one certificate under review.
private struct EntryText: Sendable {
    let reviewer: Reviewer
    let level: CheckLevel
    let isJudged: Bool
    let columns: Int?

    func text(of entry: Int) -> String {
        guard let shelf = reviewer.library.shelf(of: entry) else { return "" }
        let number = entry - shelf.entries.lowerBound + 1
        let name = VisibleText.cleaned(shelf.bundle.name)
        let place = shelf.entries.count == 1 ? name : "\(name), \(number) of \(shelf.entries.count)"
        guard let der = reviewer.library.der(of: entry), let contents = try? CertificateReader.shown(der: der) else {
            return "\(place): this is no certificate that can be decoded\n"
        }
        let kind = reviewer.kind(of: entry, contents)
        let checks = isJudged ? reviewer.judged(entry, level).checks : []
        let title = kind == .other ? place : "\(place): \(kind.rawValue)"
        var text = PlainTable.text(of: FieldTable(kind, contents, checks: checks), title: title, columns: columns)
        for check in checks where check.verdict != .pass && check.check.field == nil {
            text += "  ! \(check.detail)\n"
        }
        return text
    }
}
