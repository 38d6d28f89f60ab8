import CertificateModel
import CertificateStore
import Operations
import Synchronization
import Threads

/// Polls the state of an ignited server for its home screen.
final class HomeWatch: Sendable {
    /// The results of the last look.
    private struct Last {
        var state: ServerState?
        /// The stamps of the live generation's files when they were read, and the damage that was found.
        var files: (stamps: [FileStamp?], damage: Refusal?)?
    }

    private let installation: Installation
    /// The first site configuration, used while the file cannot be read.
    private let first: SiteConfiguration
    private let last = Mutex(Last())

    init(_ installation: Installation) throws(OperationError) {
        self.installation = installation
        first = try installation.site.read()
    }

    /// How often this host is looked at: an address that comes or goes is seen within this time.
    private static let pause = Duration.seconds(2)

    /// Looks once: first without the endpoints, then with their answers.
    func look(_ post: @Sendable (ServerState) -> Void) {
        _ = state(asksEndpoints: false).map(post)
        if hasEndpoints { _ = state(asksEndpoints: true).map(post) }
    }

    /// Polls until `post` returns false. The endpoints are asked only when something else has changed.
    func watch(_ post: @Sendable (ServerState) -> Bool) {
        var shown: ServerState?
        while true {
            if let state = state(asksEndpoints: false), !state.isAsBefore(shown) {
                shown = state
                guard post(state) else { return }
                if hasEndpoints, let answered = self.state(asksEndpoints: true) {
                    guard post(answered) else { return }
                }
            }
            _ = Poller().wait(timeout: Self.pause)
        }
    }

    /// By the site configuration as it is at this moment.
    private var inspection: ServerInspection {
        ServerInspection(installation, (try? installation.site.read()) ?? first)
    }

    private var hasEndpoints: Bool { !inspection.site.endpoints.isEmpty }

    /// The present state. If the store cannot be read, the last state with the reason, or nil before the first.
    private func state(asksEndpoints: Bool) -> ServerState? {
        var state: ServerState?
        do throws(OperationError) {
            let found = try inspection.state(asksEndpoints: asksEndpoints, readsFiles: false)
            state = found.state
            state?.damage = damage(of: found.generation)
        } catch {
            state = last.withLock { $0.state }
            state?.damage = error.atHome
        }
        last.withLock { $0.state = state }
        return state
    }

    /// The damage to the files of a generation. They are read only when a stamp has changed, so that the private key is not
    /// read every two seconds.
    private func damage(of generation: Generation) -> Refusal? {
        do {
            let stamps = try generation.stamps()
            if let known = last.withLock({ $0.files }), known.stamps == stamps { return known.damage }
            var damage: Refusal?
            do throws(OperationError) { try ServerInspection.verifyWhatIsServed(by: generation) } catch {
                damage = error.atHome
            }
            last.withLock { $0.files = (stamps, damage) }
            return damage
        } catch {
            return OperationError(error).atHome
        }
    }
}

extension ServerState {
    /// Whether nothing has changed but the clock.
    fileprivate func isAsBefore(_ other: ServerState?) -> Bool {
        guard let other else { return false }
        return generation == other.generation && coverage == other.coverage && status.lines == other.status.lines
            && pendingRequests == other.pendingRequests && absent == other.absent && renewal == other.renewal
            && damage == other.damage
    }
}
