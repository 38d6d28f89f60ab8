import CertificateModel
import ScreenKit

/// The history of a store as JSON or as lines.
struct HistoryReport: Encodable {
    struct Certificate: Encodable {
        let kind, subject, serial, sha256, notBefore, notAfter: String
    }

    struct Entry: Encodable {
        let generation: Int
        let live: Bool
        /// Whether the endpoints served it when they were last asked after a switch; absent if not known.
        var served: Bool?
        /// Why the generation cannot be read; then all that follows is absent.
        var damage: String?
        /// What was confirmed when it became live last; absent if not known.
        var confirmed: Confirmed?
        var created, command, reason, profile, level, hostName: String?
        var `operator`: Operator?
        var subjectAlternativeNames: [String]?
        var names: [NameReport]?
        var certificates: [Certificate]?
    }

    let generations: [Entry]

    private let entries: [HistoryEntry]

    private enum CodingKeys: CodingKey {
        case generations
    }

    init(_ entries: [HistoryEntry]) {
        self.entries = entries
        generations = entries.map(Self.entry)
    }

    private static func entry(_ entry: HistoryEntry) -> Entry {
        switch entry.contents {
        case .damaged(let problem):
            Entry(
                generation: entry.generation, live: entry.isLive, served: entry.wasServed, damage: problem,
                confirmed: entry.confirmed)
        case .whole(let record):
            Entry(
                generation: entry.generation, live: entry.isLive, served: entry.wasServed,
                confirmed: entry.confirmed, created: record.created,
                command: record.command, reason: record.reason, profile: record.profile, level: record.level,
                hostName: record.hostName, operator: record.operator,
                subjectAlternativeNames: record.names.map(\.description),
                names: zip(record.names, record.origins).map(NameReport.init),
                certificates: record.certificates.map {
                    Certificate(
                        kind: $0.kind, subject: $0.subject, serial: $0.serial, sha256: $0.sha256,
                        notBefore: $0.notBefore, notAfter: $0.notAfter)
                })
        }
    }

    func print(as format: OutputFormat) throws {
        guard format == .table else { return try Console.say(json: self) }
        let legend = entries.contains(where: \.isLive) ? "\n* is live: what servers read." : ""
        try Console.say(entries.map(Self.text).joined(separator: "\n") + legend)
    }

    private static func text(of entry: HistoryEntry) -> String {
        let head = "\(entry.isLive ? "*" : " ") \(entry.generation)"
        switch entry.contents {
        case .damaged(let problem): return "\(head)  DAMAGED: \(TextWidth.clean(problem))\n"
        case .whole(let record): return text(of: record, head, entry)
        }
    }

    private static func text(of record: HistoryRecord, _ head: String, _ entry: HistoryEntry) -> String {
        let clean = { (text: String) in TextWidth.clean(text) }
        var lines = ["\(head)  \(clean(record.created))  \(clean(record.command))  \(clean(record.hostName))"]
        lines.append("      by            \(clean(record.operator.sentence))")
        if let reason = record.reason { lines.append("      because       \(clean(reason))") }
        if let confirmed = entry.confirmed { lines.append("      confirmed     \(clean(confirmed.sentence))") }
        if let served = entry.servedSentence { lines.append("      served        \(served)") }
        let names = record.namesWithOrigins.map { name, port in "\(name)" + (port.map { " (follows \($0))" } ?? "") }
        lines.append("      names         \(clean(names.joined(separator: ", ")))")
        for certificate in record.certificates {
            let kind = clean(certificate.kind)
            lines.append(
                "      \(kind)\(String(repeating: " ", count: max(14 - kind.count, 1)))"
                    + "\(clean(certificate.notBefore)) to \(clean(certificate.notAfter)), "
                    + "serial \(clean(certificate.serial))")
            lines.append("                    SHA-256 \(clean(certificate.sha256))")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
