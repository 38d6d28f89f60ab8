package import CertificateModel
import ScreenKit

/// The history of a store as JSON or as lines.
package struct HistoryReport: Encodable {
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
        /// What was confirmed when it was made, and when it was made live again last; absent if not known.
        var confirmed, confirmedReturn: Confirmed?
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

    package init(_ entries: [HistoryEntry]) {
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
                confirmed: entry.confirmed, confirmedReturn: entry.confirmedReturn, created: record.created,
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

    package func print(as format: OutputFormat) throws {
        guard format == .table else { return try Console.say(json: self) }
        let legend = entries.contains(where: \.isLive) ? "\n* is live: what servers read." : ""
        try Console.say(entries.map(Self.text).joined(separator: "\n") + legend)
    }

    private static func text(of entry: HistoryEntry) -> String {
        let head = "\(entry.isLive ? "*" : " ") \(entry.generation)"
        switch entry.contents {
        case .damaged(let problem): return line(head, "DAMAGED: \(problem)", label: 0).joined(separator: "\n") + "\n"
        case .whole(let record): return text(of: record, head, entry)
        }
    }

    private static func text(of record: HistoryRecord, _ head: String, _ entry: HistoryEntry) -> String {
        var lines = line("\(head)  \(record.created)  \(record.command)", record.hostName, label: 0)
        lines += line("    by", record.operator.sentence)
        if let reason = record.reason { lines += line("    because", reason) }
        if let confirmed = entry.confirmed { lines += line("    confirmed", confirmed.sentence) }
        if let again = entry.confirmedReturn { lines += line("    live again", again.sentence) }
        if let served = entry.servedSentence { lines += line("    served", served) }
        let names = record.namesWithOrigins.map { name, port in "\(name)" + (port.map { " (follows \($0))" } ?? "") }
        lines += line("    names", names.joined(separator: ", "))
        for certificate in record.certificates {
            lines += line("    \(certificate.kind)", "\(certificate.notBefore) to \(certificate.notAfter)")
            lines += line("      serial", certificate.serial)
            // So many digits as fit, without a column for the label.
            lines += line("      SHA-256", certificate.sha256, label: 0)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The columns that every terminal has; a log or a mail has them too.
    private static let columns = 80

    /// A label and what it is, in lines of so many columns.
    private static func line(_ name: String, _ text: String, label: Int = 18) -> [String] {
        let name = TextWidth.clean(name)
        let indent = max(label, TextWidth.of(name) + 2)
        let wrapped = TextWidth.wrap(TextWidth.clean(text), max(columns - indent, 20))
        return wrapped.enumerated().map { index, part in
            (index == 0 ? name : "") + String(repeating: " ", count: index == 0 ? indent - TextWidth.of(name) : indent)
                + part
        }
    }
}
