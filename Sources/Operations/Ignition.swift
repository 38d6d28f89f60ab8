public import CertificateEngine
public import CertificateModel
import CertificateStore

/// Issues both certificates of a server that has none, or new ones in their place.
public struct Ignition: Sendable {
    /// Both certificates, signed in memory.
    public struct Prepared: Sendable {
        /// What was signed.
        public let certificates: PreparedIgnition
        /// What is to be confirmed before they are written.
        public let confirmation: Confirmation
        /// The generation that they take the place of: where another one is live by then, they are not written.
        let replaces: Int?
    }

    let installation: Installation
    /// Which command this is, for the journal.
    let command: String
    /// Whether a store that holds certificates already gets a new generation.
    let mayReplace: Bool

    private var store: Store { installation.store }
    private var world: World { installation.world }

    /// The ignition of a server.
    public init(_ installation: Installation, command: String, mayReplace: Bool = false) {
        self.installation = installation
        self.command = command
        self.mayReplace = mayReplace
    }

    /// Refuses a store that is ignited already, before any work is done for it.
    public func checkStore() throws(OperationError) {
        guard try installation.isIgnited(), !mayReplace else { return }
        throw .alreadyIgnited(store: store.layout.folder)
    }

    /// Signs the certificates of the server that answers describe on this host. Where they name no profile, it is the site's.
    ///
    /// The keys take longest and need no plan: start to make them early.
    public func prepare(
        _ answers: Answers, _ facts: HostFacts, keys: KeyMaterialGenerator
    ) throws(OperationError) -> Prepared {
        try OperationError.facts {
            let profile = try answers.profile ?? installation.site.read().defaults.profile ?? .interoperable
            let plan = try Plan(
                server: try Planning(world).server(answers, facts), profile: profile, clock: facts.clock)
            return try prepare(plan, facts, keys, remarks: answers.remarks)
        }
    }

    /// Signs the certificates of a server, at this clock or at the present one where it is nil.
    public func prepare(
        _ server: ServerIdentity, _ profile: Profile, _ clock: IgnitionClock?, keys: KeyMaterialGenerator
    ) throws(OperationError) -> Prepared {
        try OperationError.facts {
            let facts = world.facts()
            return try prepare(
                try Plan(server: server, profile: profile, clock: clock ?? facts.clock), facts, keys, remarks: [])
        }
    }

    private func prepare(
        _ plan: Plan, _ facts: HostFacts, _ keys: KeyMaterialGenerator, remarks: [String]
    ) throws -> Prepared {
        let certificates = try PreparedIgnition(plan: plan, keys: keys.wait())
        // What cannot be read is replaced as well.
        let live = try? mayReplace ? store.liveGeneration() : nil
        return Prepared(
            certificates: certificates,
            confirmation: Confirmation(
                .ignition(isReplacing: try mayReplace && installation.isIgnited()), of: plan.server,
                root: certificates.root, identity: certificates.identity, profile: plan.profile,
                replacing: live.flatMap { try? LiveCertificates($0).confirmed }, at: plan.clock,
                warnings: remarks + Planning(world).warnings(of: plan, facts) + installation.storeWarnings),
            replaces: try store.linkedNumber())
    }

    /// Writes the certificates that were prepared and confirmed, and returns the number of their generation.
    public func commit(_ prepared: Prepared, _ consent: Consent) throws(OperationError) -> Int {
        try OperationError.facts {
            try store.withLock { writer in
                try checkStore()
                try installation.check(consent, isOf: prepared.confirmation)
                try installation.requireLive(prepared.replaces)
                let certificates = prepared.certificates
                if let used = certificates.identity.serial.value, let next = used.next {
                    try writer.reserve(root: certificates.serialCounter, next: next)
                }
                let number = try write(certificates, consent, to: &writer)
                // Whatever was cloned: both keys are of this machine alone.
                writer.noteMachine()
                return number
            }
        }
    }

    /// Writes the certificates as a generation, by a run that holds the store; `reason` is why they were made.
    func write(
        _ prepared: PreparedIgnition, _ consent: Consent, to writer: inout Writer, reason: String? = nil
    ) throws -> Int {
        let files = try prepared.files().map(GenerationFile.init)
        let name = "root-\(Hexadecimal.string(prepared.rootSHA256).prefix(16)).pem"
        let trusted = TrustedCertificate(name: name, pem: try CertificateReader.pemText(der: prepared.rootDER))
        var body = manifest(prepared, prepared.plan)
        body.reason = reason
        let number = try writer.commit(files, manifest: body, consent: consent, trusted: [trusted]) { folder in
            try GenerationVerifier.verify(folder: folder)
        }
        prepared.dropKeys()
        return number
    }

    private func manifest(_ prepared: PreparedIgnition, _ plan: Plan) -> ManifestBody {
        let server = plan.server
        return ManifestBody(
            created: plan.clock.reading.description, software: SoftwareRelease.version, command: command,
            operator: world.operator(), profile: plan.profile.rawValue,
            hostName: HostNameRecord(server.hostName),
            role: server.role.rawValue, answers: ServerRecord.json(of: server, profile: plan.profile),
            ports: ServerRecord.ports(of: server),
            clockWasWrong: !plan.clock.isPlausible, clockWasSynchronized: plan.clock.isSynchronized,
            certificates: [
                CertificateRecord(
                    .root, prepared.root, sha256: prepared.rootSHA256, counter: prepared.serialCounter),
                CertificateRecord(
                    .identity, prepared.identity, sha256: prepared.identitySHA256, counter: prepared.serialCounter),
            ])
    }
}
