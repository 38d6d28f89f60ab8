import CertificateEngine
import CertificateModel
import CertificateStore
import ScreenKit

/// Every generation of a store, the newest first: what the history screen shows and `history` prints.
struct GenerationHistory {
    let entries: [HistoryEntry]

    init(_ store: Store) throws {
        let live = try store.liveNumber()
        // A journal that cannot be read takes nothing away from the generations.
        let journal = try? store.journal()
        entries = try store.generations().reversed().map { number in
            HistoryEntry(
                generation: number, isLive: number == live, wasServed: journal?.wasServed(number),
                contents: Self.contents(number, store))
        }
    }

    /// A generation that is damaged is one line of the history, and hides no other.
    private static func contents(_ number: Int, _ store: Store) -> HistoryEntry.Contents {
        do { return .whole(try record(of: try store.generation(number))) } catch {
            return .damaged(problem: CommandFailure(describingAny: error).problem)
        }
    }

    private static func record(of generation: Generation) throws -> HistoryRecord {
        let body = generation.manifest.body
        let identity = try generation.member("identity.pem").contents
        return HistoryRecord(
            created: body.created, operator: body.operator, command: body.command, reason: body.reason,
            profile: body.profile, level: body.level, hostName: body.hostName.value,
            names: identity.subjectAlternativeNames?.value ?? [],
            certificates: body.certificates.map {
                .init(
                    kind: $0.kind, subject: $0.subject, serial: $0.serial, sha256: $0.sha256,
                    notBefore: $0.notBefore, notAfter: $0.notAfter)
            })
    }

    func print(as format: OutputFormat) throws {
        guard format == .table else { return try Console.say(json: HistoryReport(entries)) }
        guard !entries.isEmpty else { return try Console.say("The store holds no generation.") }
        let legend = entries.contains(where: \.isLive) ? "\n* is live: what servers read." : ""
        try Console.say(entries.map(Self.text).joined(separator: "\n") + legend)
    }

    private static func text(of entry: HistoryEntry) -> String {
        let head = "\(entry.isLive ? "*" : " ") \(entry.generation)"
        switch entry.contents {
        case .damaged(let problem): return "\(head)  DAMAGED: \(TextWidth.clean(problem))\n"
        case .whole(let record): return text(of: record, head, entry.servedSentence)
        }
    }

    private static func text(of record: HistoryRecord, _ head: String, _ served: String?) -> String {
        let clean = { (text: String) in TextWidth.clean(text) }
        var lines = ["\(head)  \(clean(record.created))  \(clean(record.command))  \(clean(record.hostName))"]
        lines.append("      by            \(clean(record.operator.sentence))")
        if let reason = record.reason { lines.append("      because       \(clean(reason))") }
        if let served { lines.append("      served        \(served)") }
        lines.append("      names         \(clean(record.names.map(\.description).joined(separator: ", ")))")
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
