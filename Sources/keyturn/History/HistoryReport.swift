import CertificateModel

/// The history of a store as JSON.
struct HistoryReport: Encodable {
    struct Certificate: Encodable {
        let kind, subject, serial, sha256, notBefore, notAfter: String
    }

    struct Entry: Encodable {
        let generation: Int
        let live: Bool
        /// Whether the endpoints served it when they were last asked after a switch; absent where that is not known.
        var served: Bool?
        /// Why it cannot be read; the rest is absent then.
        var damage: String?
        var created, command, reason, profile, level, hostName: String?
        var `operator`: Operator?
        var subjectAlternativeNames: [String]?
        var certificates: [Certificate]?
    }

    let generations: [Entry]

    init(_ entries: [HistoryEntry]) { generations = entries.map(Self.entry) }

    private static func entry(_ entry: HistoryEntry) -> Entry {
        switch entry.contents {
        case .damaged(let problem):
            Entry(generation: entry.generation, live: entry.isLive, served: entry.wasServed, damage: problem)
        case .whole(let record):
            Entry(
                generation: entry.generation, live: entry.isLive, served: entry.wasServed, created: record.created,
                command: record.command, reason: record.reason, profile: record.profile, level: record.level,
                hostName: record.hostName, operator: record.operator,
                subjectAlternativeNames: record.names.map(\.description),
                certificates: record.certificates.map {
                    Certificate(
                        kind: $0.kind, subject: $0.subject, serial: $0.serial, sha256: $0.sha256,
                        notBefore: $0.notBefore, notAfter: $0.notAfter)
                })
        }
    }
}
