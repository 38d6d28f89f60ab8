import CertificateEngine
import CertificateModel
import CertificateStore
import Host

/// Takes a third party's set in: from files to a judged set in memory, and from there to the store.
struct Importing: Sendable {
    let store: Store
    /// Which command this is, for the journal.
    let command: String
    /// Whether a store that holds certificates already is refused.
    var isFirst = false

    /// What the operator is told of a set that was written.
    var success: String { "Imported. The certificates are in \(VisibleText.cleaned(store.layout.live))." }

    /// Makes a set of what the files hold; throws a refusal where it is none.
    func prepare(_ objects: ImportedObjects) throws -> PreparedImport { try PreparedImport(objects, in: try context()) }

    /// The server that a set is for: the one of the request that it answers, else the one that the store holds
    /// certificates of, else this host with the defaults of its site.
    func server(for prepared: PreparedImport, _ defaults: SiteDefaults) throws -> ServerIdentity {
        if let number = prepared.request { return try store.request(number).server() }
        if let live = try store.liveGeneration() { return try live.server() }
        do { return try Planning.hostServer(defaults) } catch let refusal as Refusal {
            // A host that has no address or no name yet is what its certificate says.
            let names = prepared.set.identity.contents.subjectAlternativeNames?.value ?? []
            let name = names.lazy.compactMap { name in
                if case .dns(let text) = name { try? HostName(text) } else { nil }
            }.first
            guard let name else { throw refusal }
            return ServerIdentity(
                hostName: ResolvedHostName(name, from: .entered), lan1: HostInspector.facts().lan1,
                naming: defaults.naming)
        }
    }

    /// Writes the set and makes it live; refuses one that the level keeps out. Returns the number of its generation, or nil
    /// where the store holds exactly this set already.
    func commit(_ prepared: PreparedImport, _ judgement: Judgement) throws -> Int? {
        if let refusal = judgement.refusals.first { throw refusal }
        return try store.withLock { writer in
            try Ignition(store: store, mayReplace: !isFirst, command: command).checkStore()
            guard try !holds(prepared) else { return nil }
            let files = try prepared.files().map(GenerationFile.init)
            let trusted = try prepared.trustedFiles().map { TrustedCertificate(name: $0.name, pem: $0.pem) }
            return try writer.commit(
                files, manifest: manifest(judgement), trusted: trusted, completing: prepared.request
            ) { folder in try GenerationVerifier.verify(folder: folder, as: .imported) }
        }
    }

    /// Whether the live generation is this set.
    private func holds(_ prepared: PreparedImport) throws -> Bool {
        guard let live = try store.liveGeneration() else { return false }
        return try live.certificates("identity.pem") == [prepared.identityDER]
            && live.certificates("chain.pem") == prepared.chainDER
    }

    private func context() throws -> ImportContext {
        let live = try store.liveGeneration()
        let requests = try store.requests().map { request in
            ImportContext.PendingRequest(
                number: request.number, publicKeySHA256: request.body.publicKeySHA256,
                names: try request.contents().names, key: { try request.key() })
        }
        var context = ImportContext(
            trusted: try store.trustedDER(), liveIdentity: try live?.certificates("identity.pem").first,
            requests: requests)
        if let live { context.liveKey = { try live.key("identity.key") } }
        return context
    }

    private func manifest(_ judgement: Judgement) -> ManifestBody {
        let server = judgement.server
        return ManifestBody(
            created: judgement.now.description, software: SoftwareRelease.version, command: command,
            operator: .current, profile: nil, level: judgement.level.description,
            hostName: HostNameRecord(value: server.hostName.value.text, source: server.hostName.source.rawValue),
            role: server.role.rawValue, answers: ServerRecord.json(of: server),
            clockWasWrong: !IgnitionClock(reading: judgement.now).isPlausible,
            certificates: judgement.set.members.map { kind, member in
                CertificateRecord(
                    kind, member.contents, sha256: member.sha256, counter: nil)
            })
    }
}
