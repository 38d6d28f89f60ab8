public import CertificateEngine
public import CertificateModel
import CertificateStore

/// Imports a third party's set: reads and checks the files in memory, then writes them to the store.
public struct Import: Sendable {
    /// A set that was read and checked for a server.
    public struct Prepared: Sendable {
        /// The set, with its chain in order.
        public let set: PreparedImport
        /// The results of the checks.
        public var judgement: Judgement
        /// What is live, and its number: where another one is live by then, the set is not written.
        let live: Confirmation.Live?
        let replaces: Int?
        /// What was warned of before, a sentence each.
        public var warnings: [String] = []
        /// Whether the live generation is exactly this set, so that nothing is to be written.
        public let isLive: Bool

        /// What is to be confirmed before it is written.
        public var confirmation: Confirmation {
            Confirmation(importing: judgement, replacing: live, warnings: warnings)
        }
    }

    let installation: Installation
    /// The name of the command in the journal.
    public let command: String
    /// Whether it is an error if the store holds certificates already.
    let isFirst: Bool

    private var store: Store { installation.store }

    /// The import into a store.
    public init(_ installation: Installation, command: String, isFirst: Bool = false) {
        self.installation = installation
        self.command = command
        self.isFirst = isFirst
    }

    /// Reads the files at these paths and checks the set at a level. `passphrase` returns the passphrase of a file. The
    /// set is checked for `server`, else for the server of the CSR that it answers, of the store, or of this host. Where the
    /// private keys of several certificates are there, the one with the fingerprint `served` (SHA-256) is taken, else the
    /// one that fits that server best.
    public func prepare(
        _ paths: [String], for server: () throws -> ServerIdentity? = { nil }, level: CheckLevel,
        served: [UInt8]? = nil, passphrase: (_ path: String) -> SecretBytes?
    ) throws(OperationError) -> Prepared {
        try OperationError.facts {
            let defaults = try installation.site.read().defaults
            let objects = try ImportFiles.read(paths, within: installation.world.reach, passphrase: passphrase)
            let (live, damage) = try replaced()
            let known = try unlessDamaged { try live?.server() }
            let set = try PreparedImport(objects, in: try context(live)) { candidates in
                if let index = candidates.firstIndex(where: { $0.sha256 == served }) {
                    return ServedCertificate(chosen: index, among: candidates.count)
                }
                let server = try server() ?? known ?? hostServer(defaults)
                guard
                    let served = ServedCertificate(among: candidates, for: server, at: installation.world.now())
                else { throw SeveralIdentities(candidates) }
                return served
            }
            return Prepared(
                set: set,
                judgement: Judgement(
                    set.set, for: try server() ?? self.server(for: set, known, defaults), level: level,
                    clock: installation.world.clock()),
                live: live.flatMap { try? LiveCertificates($0).confirmed }, replaces: try store.linkedNumber(),
                warnings: (damage.map { ["\($0.problem); it is replaced"] } ?? []) + installation.storeWarnings,
                isLive: try damage == nil && holds(set, live))
        }
    }

    /// The server of the CSR that the set answers, else the one of the store, else this host with its site's defaults.
    private func server(
        for prepared: PreparedImport, _ known: ServerIdentity?, _ defaults: SiteDefaults
    ) throws -> ServerIdentity {
        if let number = prepared.request { return try store.request(number).server() }
        if let known { return known }
        do { return try Planning(installation.world).hostServer(defaults) } catch {
            // If the host has no address or no name yet, those of its certificate are used.
            let names = prepared.set.identity.contents.subjectAlternativeNames?.value ?? []
            let name = names.lazy.compactMap { name in
                if case .dns(let text) = name { try? HostName(text) } else { nil }
            }.first
            guard let name else { throw error }
            return ServerIdentity(
                hostName: ResolvedHostName(name, from: .entered), lan1: LANPort(), naming: defaults.naming)
        }
    }

    /// This host with its site's defaults; nil if it has no address or no name yet.
    private func hostServer(_ defaults: SiteDefaults) -> ServerIdentity? {
        try? Planning(installation.world).hostServer(defaults)
    }

    /// Writes the set as it was confirmed and makes it live; throws if the level refuses it. Returns the number of its
    /// generation, or nil if the store holds exactly this set already.
    public func commit(_ prepared: Prepared, _ consent: Consent) throws(OperationError) -> Int? {
        if let refusal = prepared.judgement.refusals.first { throw .refused(refusal) }
        return try OperationError.facts {
            try store.withLock { writer in
                try Ignition(installation, command: command, mayReplace: !isFirst).checkStore()
                try installation.check(consent, isOf: prepared.confirmation)
                let (live, damage) = try replaced()
                if try damage == nil && holds(prepared.set, live) { return nil }
                try installation.requireLive(prepared.replaces)
                let files = try prepared.set.files().map(GenerationFile.init)
                let trusted = try prepared.set.trustedFiles().map { TrustedCertificate(name: $0.name, pem: $0.pem) }
                let number = try writer.commit(
                    files, manifest: manifest(prepared.judgement), consent: consent, trusted: trusted,
                    completing: prepared.set.request
                ) { folder in try GenerationVerifier.verify(folder: folder, as: .imported) }
                prepared.set.dropKey()
                return number
            }
        }
    }

    /// The live generation, which a set takes the place of, as far as it can be read, and what is damaged of it.
    private func replaced() throws(StoreError) -> (live: Generation?, damage: StoreError?) {
        var live: Generation?
        do throws(StoreError) {
            live = try store.liveGeneration()
            try live?.verifyWhatIsServed()
            return (live, nil)
        } catch {
            guard error.isMendedByAnOlderGeneration else { throw error }
            return (live, error)
        }
    }

    /// Whether the live generation, which is whole, is the same set.
    private func holds(_ prepared: PreparedImport, _ live: Generation?) throws -> Bool {
        guard let live else { return false }
        return try live.certificates("identity.pem") == [prepared.identityDER]
            && live.certificates("chain.pem") == prepared.chainDER
    }

    /// What is read of the live generation; nil where that is damaged.
    private func unlessDamaged<Value>(_ read: () throws -> Value?) throws -> Value? {
        do { return try read() } catch let error as StoreError where error.isMendedByAnOlderGeneration { return nil }
    }

    private func context(_ live: Generation?) throws -> ImportContext {
        let requests = try store.requests().map { request in
            ImportContext.PendingRequest(
                number: request.number, publicKeySHA256: request.body.publicKeySHA256,
                names: try request.contents().names, key: { try request.key() })
        }
        var context = ImportContext(
            trusted: try store.trustedDER(),
            liveIdentity: try unlessDamaged { try live?.certificates("identity.pem").first },
            requests: requests, now: installation.world.now())
        if let live { context.liveKey = { try live.key("identity.key") } }
        return context
    }

    private func manifest(_ judgement: Judgement) -> ManifestBody {
        let server = judgement.server
        return ManifestBody(
            created: judgement.clock.reading.description, software: SoftwareRelease.version, command: command,
            operator: installation.world.operator(), profile: nil, level: judgement.level.description,
            hostName: HostNameRecord(server.hostName),
            role: server.role.rawValue, answers: ServerRecord.json(of: server),
            ports: ServerRecord.ports(of: server),
            clockWasWrong: !judgement.clock.isPlausible, clockWasSynchronized: judgement.clock.isSynchronized,
            certificates: judgement.set.members.map { kind, member in
                CertificateRecord(
                    kind, member.contents, sha256: member.sha256, counter: nil)
            })
    }
}
