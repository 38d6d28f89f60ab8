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
        var entries: [CertificateEntry] = []
        for (kind, name) in [(CertificateKind.root, "root.pem"), (.identity, "identity.pem")] {
            let certificates = try CertificateReader.pem(try generation.contents(of: name))
            guard let der = certificates.first else {
                throw StoreError.damaged(path: "\(generation.folder)/\(name)", reason: "it holds no certificate")
            }
            let contents = try CertificateReader.contents(der: der)
            let sha256 = der.withUnsafeBytes { Digest.sha256($0) }
            entries.append(CertificateEntry(FieldTable(kind, contents), contents, sha256: sha256, now: now))
        }
        try CertificateReport(
            generation: generation.number, profile: body.profile,
            hostName: .init(value: body.hostName.value, source: body.hostName.source), certificates: entries
        ).print(as: options.format)
    }
}
