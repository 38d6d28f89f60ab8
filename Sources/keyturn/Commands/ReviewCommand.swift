import ArgumentParser
import CertificateEngine
import CertificateModel
import CertificateStore
import HostInspection

/// Shows what the store holds.
struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Show every field of the certificates in the store.")

    @OptionGroup var options: GlobalOptions

    mutating func run() throws { try Self.show(options.openStore(), options) }

    /// Prints the live generation, decoded from its files.
    static func show(_ store: Store, _ options: GlobalOptions) throws {
        guard let generation = try store.liveGeneration() else {
            throw CommandFailure(
                status: .refused, problem: "the store \(VisibleText.quoted(store.layout.folder)) holds no certificates",
                hint: "run \"keyturn\" to ignite this server, or name another folder with --store")
        }
        let body = generation.manifest.body
        let now = SystemClock.now()
        guard body.profile != nil else { return try show(imported: generation, now, options) }
        var entries: [CertificateEntry] = []
        for (kind, name) in [(CertificateKind.root, "root.pem"), (.identity, "identity.pem")] {
            let member = try generation.member(name)
            entries.append(
                CertificateEntry(FieldTable(kind, member.contents), member.contents, sha256: member.sha256, now: now))
        }
        try CertificateReport(
            generation: generation.number, profile: body.profile,
            hostName: .init(value: body.hostName.value, source: body.hostName.source), certificates: entries
        ).print(as: options.format)
    }

    /// Prints a generation that a third party issued, held to the level that let it in.
    private static func show(imported generation: Generation, _ now: Timestamp, _ options: GlobalOptions) throws {
        let level = try generation.manifest.body.level.map { name throws(Refusal) in try CheckLevel(name: name) }
        let judgement = Judgement(
            try generation.thirdPartySet(), for: try generation.server(), level: level ?? .medium, now: now)
        var report = CertificateReport(judgement)
        report.generation = generation.number
        try report.print(as: options.format)
    }
}
