import Threads
import CertificateModel
import CertificateStore
import Glibc
import Host
import Synchronization
import Viewer

/// Looks at an ignited server for its home screen, again and again.
final class HomeInspector: Sendable {
    /// What was found when it was last looked at.
    private struct Last {
        var facts: HomeFacts?
        /// The files of the live generation as they were when they were read, and what was wrong with them.
        var files: (stamps: [FileStamp?], damage: Refusal?)?
    }

    let store: Store
    let site: SiteFile
    /// What the site configuration said at first: that holds for as long as it cannot be read.
    private let first: Handoff
    private let last = Mutex(Last())

    init(store: Store, site: SiteFile, first: Handoff) {
        self.store = store
        self.site = site
        self.first = first
    }

    /// How often this host is looked at: an address that comes or goes is seen within this time.
    private static let pause: UInt32 = 2

    /// Looks once, on a thread of its own: what is there at once first, then what the endpoints answer.
    func inspect(_ post: @escaping @Sendable (HomeFacts) -> Void) {
        DetachedThread.run { [self] in
            _ = look(asksEndpoints: false).map(post)
            if hasEndpoints { _ = look(asksEndpoints: true).map(post) }
        }
    }

    /// Looks for as long as `post` wants more; the endpoints are asked where something else has changed, too.
    func watch(_ post: @escaping @Sendable (HomeFacts) -> Bool) {
        DetachedThread.run { [self] in
            var shown: HomeFacts?
            while true {
                if let facts = look(asksEndpoints: false), !facts.isAsBefore(shown) {
                    shown = facts
                    guard post(facts) else { return }
                    if hasEndpoints, let answered = look(asksEndpoints: true) {
                        guard post(answered) else { return }
                    }
                }
                sleep(Self.pause)
            }
        }
    }

    /// With the site configuration as it is at this moment.
    private var status: StatusInspector {
        StatusInspector(handoff: (try? site.handoff(store, command: first.command)) ?? first)
    }

    private var hasEndpoints: Bool { !status.handoff.site.endpoints.isEmpty }

    /// Where the store cannot be read, the screen keeps what it knew, and says why; nil where it knows nothing yet.
    private func look(asksEndpoints: Bool) -> HomeFacts? {
        var facts: HomeFacts?
        do {
            let found = try status.findings(asksEndpoints: asksEndpoints, readsFiles: false)
            facts = Self.facts(found, store, site)
            facts?.damage = damage(of: found.generation)
        } catch {
            facts = last.withLock { $0.facts }
            facts?.damage = Self.refusal(of: error)
        }
        last.withLock { $0.facts = facts }
        return facts
    }

    /// What is wrong with the files of a generation. They are read where one has changed since: no private key is read
    /// every other second.
    private func damage(of generation: Generation) -> Refusal? {
        do {
            let stamps = try generation.stamps()
            if let known = last.withLock({ $0.files }), known.stamps == stamps { return known.damage }
            var damage: Refusal?
            do { try generation.verifyWhatIsServed() } catch { damage = Self.refusal(of: error) }
            last.withLock { $0.files = (stamps, damage) }
            return damage
        } catch {
            return Self.refusal(of: error)
        }
    }

    /// As the home screen says it, with the key that helps.
    private static func refusal(of error: any Error) -> Refusal {
        let failure = CommandFailure(describingAny: error)
        guard case .damaged? = error as? StoreError else { return Refusal(failure.problem, hint: failure.hint) }
        return Refusal(failure.problem, hint: "restore it from a copy, or h goes back to an older one")
    }

    private static func facts(_ found: StatusInspector.Findings, _ store: Store, _ site: SiteFile) -> HomeFacts {
        let body = found.generation.manifest.body
        return HomeFacts(
            hostName: body.hostName.value, store: store.layout.folder, siteFile: site.path,
            generation: found.generation.number, isImported: found.stored.isImported, profile: body.profile,
            status: found.status,
            pendingRequests: (try? store.requestNumbers().count) ?? 0, now: found.facts.clock.reading,
            coverage: found.coverage, absent: found.absent, renewal: found.outlook,
            clockWarning: found.facts.clock.warning)
    }
}

extension HomeFacts {
    /// Whether nothing has changed but the clock.
    fileprivate func isAsBefore(_ other: HomeFacts?) -> Bool {
        guard let other else { return false }
        return generation == other.generation && coverage == other.coverage && status.lines == other.status.lines
            && pendingRequests == other.pendingRequests && absent == other.absent && renewal == other.renewal
            && damage == other.damage
    }
}
