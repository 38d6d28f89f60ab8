import CertificateEngine
import CertificateModel
import CertificateStore
import HostInspection
import Terminal

/// Looks at everything by which a server's certificates are judged: the store, this host, and what is served.
struct StatusInspector: Sendable {
    /// What was found.
    struct Findings: Sendable {
        let generation: Generation
        let stored: StoredIdentity
        let coverage: [Coverage]
        let facts: HostFacts
        let status: ServerStatus
    }

    let store: Store
    /// Which certificates are to be asked for where.
    let endpoints: [PeerAddress]

    /// The longest that the endpoints may take, all at once.
    private static let patience = Duration.seconds(5)

    /// Looks at the store and at this host; the endpoints are asked where `asksEndpoints` says so.
    func findings(asksEndpoints: Bool) throws -> Findings {
        let generation = try store.requiredGeneration()
        let facts = HostInspector.facts()
        let identity = try generation.member("identity.pem")
        let stored = StoredIdentity(
            server: try generation.server(), identity: identity.contents,
            root: try generation.member("root.pem").contents,
            isImported: generation.manifest.body.profile == nil, sha256: identity.sha256)
        let coverage = stored.coverage(of: facts, hostName: Planning.present(stored.server, facts).hostName.value)
        let served =
            asksEndpoints ? try ask(stored) : endpoints.map { ServedState(endpoint: $0.description, answer: .asking) }
        return Findings(
            generation: generation, stored: stored, coverage: coverage, facts: facts,
            status: ServerStatus(stored, coverage: coverage, served: served, now: facts.clock.reading))
    }

    /// Asks all endpoints at once, each on a thread of its own that ends within its patience.
    private func ask(_ stored: StoredIdentity) throws -> [ServedState] {
        let mailbox = try Mailbox<(index: Int, answer: ServedState.Answer)>()
        for (index, endpoint) in endpoints.enumerated() {
            DetachedThread.run { mailbox.post((index, Self.answer(endpoint, stored))) }
        }
        var answers = [ServedState.Answer](repeating: .asking, count: endpoints.count)
        var missing = endpoints.count
        let poller = Poller(mailbox: mailbox.fileDescriptor)
        while missing > 0, poller.wait(timeout: Self.patience * 2).contains(.mailbox) {
            for found in mailbox.take() {
                answers[found.index] = found.answer
                missing -= 1
            }
        }
        return zip(endpoints, answers).map { ServedState(endpoint: $0.description, answer: $1) }
    }

    private static func answer(_ endpoint: PeerAddress, _ stored: StoredIdentity) -> ServedState.Answer {
        do throws(PeerError) {
            let reply = try TLSPeer.ask(endpoint, serverName: stored.server.hostName.value, timeout: patience)
            guard let first = reply.chain.first else { return .failed(problem: "", hint: "") }
            let sha256 = CertificateReader.fingerprint(der: first)
            if sha256 == stored.sha256 { return .asStored }
            return .other(name: CertificateReader.summary(der: first).subject, sha256: sha256)
        } catch {
            return .failed(problem: error.problem, hint: error.hint)
        }
    }
}
