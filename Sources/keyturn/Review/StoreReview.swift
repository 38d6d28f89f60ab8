import CertificateModel
import CertificateStore
import HostInspection

/// The store's certificates as tables or JSON.
enum StoreReview {
    /// Prints the live generation, decoded from its files; a third party's is held to `level`, else to the one that let it
    /// in.
    static func show(_ store: Store, _ options: GlobalOptions, level: CheckLevel?) throws {
        let generation = try store.requiredGeneration()
        let body = generation.manifest.body
        let now = SystemClock.now()
        guard body.profile != nil else { return try show(imported: generation, now, options, level) }
        var entries: [CertificateEntry] = []
        for (kind, name) in [(CertificateKind.root, "root.pem"), (.identity, "identity.pem")] {
            let member = try generation.member(name)
            entries.append(
                CertificateEntry(FieldTable(kind, member.contents), member.contents, sha256: member.sha256, now: now))
        }
        try CertificateReport(
            generation: generation.number, profile: body.profile,
            hostName: .init(value: body.hostName.value, source: body.hostName.source), certificates: entries
        ).print(as: options.outputFormat)
    }

    private static func show(
        imported generation: Generation, _ now: Timestamp, _ options: GlobalOptions, _ level: CheckLevel?
    ) throws {
        let stored = try generation.manifest.body.level.map { name throws(Refusal) in try CheckLevel(name: name) }
        let judgement = Judgement(
            try generation.thirdPartySet(), for: try generation.server(), level: level ?? stored ?? .medium, now: now)
        var report = CertificateReport(judgement)
        report.generation = generation.number
        try report.print(as: options.outputFormat)
    }
}
