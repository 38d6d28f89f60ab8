import CertificateModel
import CertificateStore
import HostInspection

/// The store's certificates as tables or JSON.
enum StoreReview {
    /// Prints the live generation, decoded from its files, and held to `level`; else to the one that let a third party's
    /// in, or to `medium`.
    static func show(_ store: Store, _ options: GlobalOptions, level: CheckLevel?) throws {
        try report(try store.requiredGeneration(), level: level).print(as: options.outputFormat)
    }

    /// The report of a generation, decoded from its files, and held to `level` as above.
    static func report(_ generation: Generation, level: CheckLevel?) throws -> CertificateReport {
        let body = generation.manifest.body
        let now = SystemClock.now()
        guard body.profile != nil else { return try report(imported: generation, now, level) }
        let (root, identity) = (try generation.member("root.pem"), try generation.member("identity.pem"))
        let entries = IssuedChecks(
            root: root, identity: identity, server: try generation.server(), level: level ?? .medium, now: now
        ).entries(root: FieldTable(.root, root.contents), identity: FieldTable(.identity, identity.contents))
        return CertificateReport(
            generation: generation.number, profile: body.profile,
            hostName: .init(value: body.hostName.value, source: body.hostName.source), certificates: entries)
    }

    private static func report(
        imported generation: Generation, _ now: Timestamp, _ level: CheckLevel?
    ) throws -> CertificateReport {
        let stored = try generation.manifest.body.level.map { name throws(Refusal) in try CheckLevel(name: name) }
        let judgement = Judgement(
            try generation.thirdPartySet(), for: try generation.server(), level: level ?? stored ?? .medium, now: now)
        var report = CertificateReport(judgement)
        report.generation = generation.number
        return report
    }
}
