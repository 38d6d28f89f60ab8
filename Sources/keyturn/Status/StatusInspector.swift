import CertificateEngine
import CertificateModel
import CertificateStore
import Host

/// Looks at everything by which a server's certificates are judged: the store, this host, and what is served.
struct StatusInspector: Sendable {
    /// What was found.
    struct Findings: Sendable {
        let generation: Generation
        let stored: StoredIdentity
        let coverage: [Coverage]
        /// The names that the identity has and this host has no more.
        let absent: [AbsentName]
        let facts: HostFacts
        let outlook: RenewalOutlook
        /// Whether the live generation was handed to the servers.
        let handoff: HandoffState
        let status: ServerStatus
    }

    /// Whom the certificates are for.
    let handoff: Handoff

    var store: Store { handoff.store }
    private var endpoints: [PeerAddress] { handoff.site.endpoints }

    /// Looks at the store and at this host; the endpoints are asked where `asksEndpoints` says so. Every file is read where
    /// `readsFiles` says so: one that is damaged or gone is an error, for servers fail on it when they start the next time.
    func findings(asksEndpoints: Bool, readsFiles: Bool = true) throws -> Findings {
        let generation = try store.requiredGeneration()
        if readsFiles { try generation.verifyWhatIsServed() }
        let facts = HostInspector.facts()
        let identity = try generation.member("identity.pem")
        let stored = StoredIdentity(
            server: try generation.server(), identity: identity.contents,
            root: try generation.member("root.pem").contents,
            intermediates: try generation.intermediates().map { try CertificateReader.contents(der: $0) },
            isImported: generation.manifest.body.profile == nil, sha256: identity.sha256)
        let hostName = Planning.foundName(of: stored.server, facts) ?? stored.server.hostName.value
        // No client asks for a name that only this server gave itself, and no authority signs for one.
        let isCalled = !stored.isImported || stored.server.hostName.source != .mac
        let coverage = stored.coverage(of: facts, hostName: isCalled ? hostName : nil)
        let absent = stored.absentNames(on: facts, hadAddresses: generation.hadAddresses)
        let served =
            asksEndpoints
            ? try EndpointInspector(generation, in: store).ask(
                endpoints.map { .init(endpoint: $0, serverName: stored.server.hostName.value, isGuess: false) })
            : endpoints.map { ServedState(endpoint: $0.description, answer: .asking) }
        let outlook = RenewalOutlook(
            stored, coverage: coverage, clock: facts.clock, clockWasWrong: generation.manifest.body.clockWasWrong,
            isAutomatic: handoff.site.renewsAutomatically)
        let state = try store.journal().handoff(of: generation.number)
        return Findings(
            generation: generation, stored: stored, coverage: coverage, absent: absent, facts: facts, outlook: outlook,
            handoff: state,
            status: ServerStatus(
                stored, coverage: coverage, absent: absent, served: served, now: facts.clock.reading,
                reasons: outlook.reasons,
                handoff: handoff.tellsServers ? state : nil))
    }
}

extension Generation {
    /// Reads every file, and holds it to the manifest. The root's key serves nobody, and may be kept elsewhere.
    func verifyWhatIsServed() throws(StoreError) {
        try verifyFiles(except: try lacks("root.key") ? ["root.key"] : [])
    }
}
