import CertificateEngine
import CertificateModel
import CertificateStore
import Host

/// Hands what was signed in memory to the store.
struct Ignition: Sendable {
    let store: Store
    /// Whether a store that holds certificates already gets a new generation.
    let mayReplace: Bool
    /// Which command this is, for the journal.
    let command: String

    /// Refuses a store that is ignited already, before any work is done for it.
    func checkStore() throws {
        guard !mayReplace, try store.liveNumber() != nil || !store.generations().isEmpty else { return }
        throw CommandFailure(
            status: .refused, problem: "the store \(VisibleText.quoted(store.layout.folder)) is ignited already",
            hint: "use --replace to issue a new root and identity, or \"keyturn regenerate\" to keep the root")
    }

    /// What the operator is told of a wizard that has written.
    var success: String { "Ignited. The certificates are in \(VisibleText.cleaned(store.layout.live))." }

    /// Writes the certificates that were prepared, and returns the number of their generation.
    func commit(_ prepared: PreparedIgnition, plan: Plan) throws -> Int {
        try store.withLock { writer in
            try checkStore()
            if let used = prepared.identity.serial.value, let next = used.next {
                try writer.reserve(root: prepared.serialCounter, next: next.octets)
            }
            return try write(prepared, to: &writer)
        }
    }

    /// Writes the certificates as a generation, by a run that holds the store; `reason` is why they were made, and
    /// `hadAddresses` are those that the host is known to have had before.
    func write(
        _ prepared: PreparedIgnition, to writer: inout Writer, reason: String? = nil,
        hadAddresses: Set<IPAddress> = []
    ) throws -> Int {
        let files = try prepared.files().map(GenerationFile.init)
        let name = "root-\(Hexadecimal.string(prepared.rootSHA256).prefix(16)).pem"
        let trusted = TrustedCertificate(name: name, pem: try CertificateReader.pemText(der: prepared.rootDER))
        var body = manifest(prepared, prepared.plan)
        body.reason = reason
        let addresses = Set(HostInspector.facts().interfaces.flatMap(\.addresses)).union(hadAddresses)
        body.hostAddresses = prepared.plan.server.addresses.filter(addresses.contains).map(\.description)
        return try writer.commit(files, manifest: body, trusted: [trusted]) { folder in
            try GenerationVerifier.verify(folder: folder)
        }
    }

    private func manifest(_ prepared: PreparedIgnition, _ plan: Plan) -> ManifestBody {
        let server = plan.server
        return ManifestBody(
            created: plan.clock.reading.description, software: SoftwareRelease.version, command: command,
            operator: .current, profile: plan.profile.rawValue,
            hostName: HostNameRecord(value: server.hostName.value.text, source: server.hostName.source.rawValue),
            role: server.role.rawValue, answers: ServerRecord.json(of: server, profile: plan.profile),
            clockWasWrong: !plan.clock.isPlausible,
            certificates: [
                CertificateRecord(
                    .root, prepared.root, sha256: prepared.rootSHA256, counter: prepared.serialCounter),
                CertificateRecord(
                    .identity, prepared.identity, sha256: prepared.identitySHA256, counter: prepared.serialCounter),
            ])
    }
}
