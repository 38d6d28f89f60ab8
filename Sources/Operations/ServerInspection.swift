import CertificateEngine
public import CertificateModel
public import CertificateStore

/// Looks at everything by which a server's certificates are judged: the store, this host, and what is served.
public struct ServerInspection: Sendable {
    let installation: Installation
    /// What the site configuration says.
    public let site: SiteConfiguration

    private var store: Store { installation.store }

    /// The inspection of a server, by what its site configuration says now.
    public init(_ installation: Installation) throws(OperationError) {
        self.init(installation, try installation.site.read())
    }

    /// The same by a site configuration that was read before.
    public init(_ installation: Installation, _ site: SiteConfiguration) {
        self.installation = installation
        self.site = site
    }

    /// How the server is, and its live generation. The endpoints are asked where `asksEndpoints` says so. Every file is read
    /// where `readsFiles` says so: one that is damaged or gone is an error, for servers fail on it when they start the next
    /// time.
    public func state(
        asksEndpoints: Bool, readsFiles: Bool = true
    ) throws(OperationError) -> (state: ServerState, generation: Generation) {
        try OperationError.facts {
            let generation = try store.requiredGeneration()
            if readsFiles { try generation.verifyWhatIsServed() }
            return (try state(of: generation, asksEndpoints: asksEndpoints), generation)
        }
    }

    /// Reads every file that is served, and holds it to the manifest.
    public static func verifyWhatIsServed(by generation: Generation) throws(OperationError) {
        try OperationError.facts { try generation.verifyWhatIsServed() }
    }

    private func remarks() throws -> [StoreRemark] {
        store.parentRemarks() + (try store.answeredRequest().map { [.answered(request: $0, reason: nil)] } ?? [])
    }

    private func state(of generation: Generation, asksEndpoints: Bool) throws -> ServerState {
        let (live, facts, body) = (
            try LiveCertificates(generation), installation.world.facts(), generation.manifest.body
        )
        let stored = StoredIdentity(
            server: live.server, identity: live.identity.contents, root: live.root.contents,
            intermediates: try live.intermediates.map { try CertificateReader.shown(der: $0) },
            isImported: body.profile == nil, sha256: live.identity.sha256)
        let present = Planning(installation.world).present(live.server, facts, keepsAbsent: true)
        // No client asks for a name that only this server gave itself, and no authority signs for one.
        let isCalled = !stored.isImported || live.server.hostName.source != .mac
        let coverage = stored.coverage(of: present, on: facts, hostName: isCalled ? present.hostName.value : nil)
        let absent = stored.absentNames(on: facts)
        let served =
            asksEndpoints
            ? try EndpointProof(generation, live, in: installation).ask(
                site.endpoints.map { .init(endpoint: $0, serverName: live.server.hostName.value, isGuess: false) })
            : site.endpoints.map { ServedState(endpoint: $0.description, answer: .asking) }
        let journal = try store.journal()
        let outlook = RenewalOutlook(
            stored, coverage: coverage, clock: facts.clock, clockWasWrong: body.clockWasWrong,
            isAutomatic: site.renewsAutomatically,
            notValidYetFound: journal.notValidYetFound(in: generation.number, at: facts.clock.reading))
        let handoff = journal.handoff(of: generation.number)
        let tellsServers = !HookFolder(of: installation).hooks().isEmpty
        return ServerState(
            hostName: body.hostName.value, server: live.server, store: store.layout.folder,
            siteFile: installation.site.path,
            generation: generation.number, isImported: stored.isImported, profile: body.profile,
            status: ServerStatus(
                stored, coverage: coverage, absent: absent, machineName: facts.name, served: served, clock: facts.clock,
                reasons: outlook.reasons, handoff: tellsServers ? handoff : nil, exposed: try store.exposedPaths(),
                isOfAnotherMachine: try store.isOfAnotherMachine(), remarks: try remarks()),
            pendingRequests: (try? store.requestNumbers().count) ?? 0, now: facts.clock.reading, coverage: coverage,
            absent: absent, renewal: outlook, clockWarning: facts.clock.fault.map { "\($0): set it" }, handoff: handoff)
    }
}
