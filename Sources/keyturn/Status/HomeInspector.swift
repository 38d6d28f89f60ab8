import CertificateModel
import CertificateStore
import Glibc
import HostInspection
import Viewer

/// Looks at an ignited server for its home screen, again and again.
struct HomeInspector: Sendable {
    let store: Store
    let site: SiteFile
    /// What the site configuration said at first: that holds for as long as it cannot be read.
    let first: Handoff

    /// How often this host is looked at: an address that comes or goes is seen within this time.
    private static let pause: UInt32 = 2

    /// Looks once, on a thread of its own: what is there at once first, then what the endpoints answer.
    func inspect(_ post: @escaping @Sendable (HomeFacts) -> Void) {
        DetachedThread.run {
            _ = look(asksEndpoints: false).map(post)
            if hasEndpoints { _ = look(asksEndpoints: true).map(post) }
        }
    }

    /// Looks for as long as `post` wants more; the endpoints are asked where something else has changed, too.
    func watch(_ post: @escaping @Sendable (HomeFacts) -> Bool) {
        DetachedThread.run {
            var last: HomeFacts?
            while true {
                if let facts = look(asksEndpoints: false), !facts.isAsBefore(last) {
                    last = facts
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

    /// Nil where the store cannot be read at this moment: the screen keeps what it knew.
    private func look(asksEndpoints: Bool) -> HomeFacts? {
        // No private key is read every other second.
        guard let found = try? status.findings(asksEndpoints: asksEndpoints, readsFiles: false) else { return nil }
        let body = found.generation.manifest.body
        return HomeFacts(
            hostName: body.hostName.value, store: store.layout.folder, siteFile: site.path,
            generation: found.generation.number, isImported: found.stored.isImported, profile: body.profile,
            status: found.status,
            pendingRequests: (try? store.requestNumbers().count) ?? 0, now: found.facts.clock.reading,
            coverage: found.coverage,
            absent: found.stored.absentNames(on: found.facts, hadAddresses: found.generation.hadAddresses),
            renewal: found.outlook, clockWarning: found.facts.clock.warning)
    }
}

extension HomeFacts {
    /// Whether nothing has changed but the clock.
    fileprivate func isAsBefore(_ other: HomeFacts?) -> Bool {
        guard let other else { return false }
        return generation == other.generation && coverage == other.coverage && status.lines == other.status.lines
            && pendingRequests == other.pendingRequests && absent == other.absent && renewal == other.renewal
    }
}
