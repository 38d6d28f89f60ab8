import CertificateStore
package import CertificateEngine
package import CertificateModel
package import Operations

/// What the commands that issue, import or show certificates print, as JSON of the documented shape or as tables.
package struct CertificateReport: Encodable {
    struct HostNameReport: Encodable {
        let value: String
        let source: String
    }

    package var changed: Bool
    /// Of a dry run: whether a run would write. It is in the place of `changed` then.
    package var wouldChange: Bool?
    package var generation: Int?
    var profile: String?
    var hostName: HostNameReport
    /// The names of the server, and where they come from; nil where the store does not say.
    var names: [NameReport]?
    var certificates: [CertificateEntry]
    var files: [String: String]
    package var warnings: [String] = []
    /// How a third party's set fits this server.
    var thirdParty: ThirdPartyReport?
    /// What a regeneration changes.
    package var difference: DifferenceReport?
    /// Why a renewal was due.
    package var reasons: [String]?
    /// When a renewal that is due may be done, if that is not now.
    package var postponedUntil: String?
    /// The result of the hand-off to the servers.
    package var handoff: HandoffOutcome?
    /// Whether the tables and the warnings were shown before.
    private var isShown = false

    /// The report of certificates that were just prepared.
    package init(_ prepared: PreparedIgnition, changed: Bool) {
        let plan = prepared.plan
        self.changed = changed
        profile = plan.profile.rawValue
        hostName = HostNameReport(
            value: plan.server.hostName.value.text, source: plan.server.hostName.source.rawValue)
        names = NameReport.all(of: plan.server)
        certificates = IssuedChecks(
            root: .init(contents: prepared.root, sha256: prepared.rootSHA256, file: "root.pem"),
            identity: .init(contents: prepared.identity, sha256: prepared.identitySHA256, file: "identity.pem"),
            server: plan.server, level: .medium, clock: plan.clock
        ).certificates(root: prepared.rootTable, identity: prepared.identityTable).map { CertificateEntry($0) }
        files = Self.liveFiles
    }

    /// The report of certificates that are in a store.
    package init(_ review: StoredReview) {
        if let judgement = review.judgement {
            self.init(judgement)
        } else {
            let body = review.generation.manifest.body
            self.init(
                profile: body.profile, HostNameReport(value: body.hostName.value, source: body.hostName.source),
                review.certificates.map { CertificateEntry($0.judged) })
        }
        names = review.server.map(NameReport.all)
        generation = review.generation.number
    }

    private init(profile: String?, _ hostName: HostNameReport, _ certificates: [CertificateEntry]) {
        changed = false
        self.profile = profile
        self.hostName = hostName
        self.certificates = certificates
        files = Self.liveFiles
    }

    /// The same, with fingerprints, extensions and chain of each certificate.
    package init(reviewing review: StoredReview) {
        self.init(review)
        for (index, certificate) in review.certificates.enumerated() {
            certificates[index].details = CertificateDetails(der: certificate.der, chain: certificate.chain)
            // The checks of a third party's identity are in `thirdParty`.
            certificates[index].hasOwnChecks = review.judgement == nil || certificate.judged.kind != .identity
        }
    }

    /// The report of a third party's set that is not written yet.
    package init(_ judgement: Judgement) {
        changed = false
        let name = judgement.server.hostName
        hostName = HostNameReport(value: name.value.text, source: name.source.rawValue)
        certificates = judgement.certificates.map { CertificateEntry($0) }
        files = Self.liveFiles.filter { $0.key != Self.rootKey }
        warnings = judgement.warnings
        thirdParty = ThirdPartyReport(judgement)
    }

    private static let rootKey = "rootKey"
    private static let liveFiles = [
        "root": "live/root.pem", rootKey: "live/root.key", "identity": "live/identity.pem",
        "identityKey": "live/identity.key", "chain": "live/chain.pem", "fullchain": "live/fullchain.pem",
        "webRootCA": "live/WebRootCA.pem",
    ]

    private enum CodingKeys: CodingKey {
        case changed, wouldChange, generation, profile, hostName, names, certificates, files, warnings, difference
        case reasons, postponedUntil, handoff
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(wouldChange ?? changed, forKey: wouldChange == nil ? .changed : .wouldChange)
        // An absent value is null rather than missing, so that readers need not ask whether the key is there.
        try container.encode(generation, forKey: .generation)
        try container.encode(profile, forKey: .profile)
        try container.encode(hostName, forKey: .hostName)
        try container.encodeIfPresent(names, forKey: .names)
        try container.encode(certificates, forKey: .certificates)
        try container.encode(files, forKey: .files)
        try container.encode(warnings, forKey: .warnings)
        try container.encodeIfPresent(difference, forKey: .difference)
        try container.encodeIfPresent(reasons, forKey: .reasons)
        try container.encodeIfPresent(postponedUntil, forKey: .postponedUntil)
        try container.encodeIfPresent(handoffReport, forKey: .handoff)
        try thirdParty?.encode(to: encoder)
    }

    private var handoffReport: HandoffReport? {
        handoff.map(HandoffReport.init).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Prints the report on standard output, and for a table the warnings on standard error; then throws the problem of the
    /// hand-off, if there is one.
    package func print(as format: OutputFormat) throws {
        switch format {
        case .json:
            try Console.say(json: self)
        case .table:
            if !isShown { try sayTables() }
            if changed, let generation { try Console.say("Written as generation \(generation).") }
            if !isShown { for warning in warnings { Console.talk("warning: \(warning)") } }
        }
        try handoffReport?.tell(isTable: format == .table)
    }

    /// Prints the tables before the operator is asked, who is then told of the warnings as well.
    package mutating func show() throws {
        try sayTables()
        isShown = true
    }

    private func sayTables() throws {
        let tables = certificates.map { $0.text(columns: Console.columns) }
        try Console.say((tables + [thirdParty?.text, difference?.text].compactMap(\.self)).joined(separator: "\n"))
    }
}
