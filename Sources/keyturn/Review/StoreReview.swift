import CertificateEngine
import CertificateModel
import CertificateStore
import Host
import Operations
import Viewer

/// The store's certificates as tables or JSON.
enum StoreReview {
    /// Prints the live generation, decoded from its files, and held to `level`; else to the one that let a third party's
    /// in, or to `medium`.
    static func show(_ store: Store, _ options: GlobalOptions, level: CheckLevel?) throws {
        let generation = try store.requiredGeneration()
        let isImported = generation.manifest.body.profile == nil
        var report = try report(generation, level: level)
        let review = try ReviewContext(store).reviewer
        try review.library.add(generation)
        for index in report.certificates.indices {
            report.certificates[index].details = details(of: report.certificates[index], review)
            // Those of a third party's identity follow below.
            let isIdentity = report.certificates[index].table.kind == .identity
            report.certificates[index].hasOwnChecks = !isImported || !isIdentity
        }
        try report.print(as: options.outputFormat)
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

    /// What is to be said of a certificate besides, found among those of the store by its fingerprint.
    private static func details(of entry: CertificateEntry, _ review: Reviewer) -> CertificateDetails? {
        for number in 0..<review.library.count {
            guard let der = review.library.der(of: number),
                Hexadecimal.string(CertificateReader.fingerprint(der: der)) == entry.sha256
            else { continue }
            return CertificateDetails(der: der, chain: review.judged(number, .medium).chain)
        }
        return nil
    }
}
