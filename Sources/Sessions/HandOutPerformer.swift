import CertificateModel
import Operations
import Screens
import Synchronization

/// Performs what the pages ask for that hand out the root, by operations.
final class HandOutPerformer: Sendable {
    /// The page for clients that is served, or is about to be.
    private struct Serving {
        var isWanted = false
        var page: ServedPage?
    }

    private let handOut: HandOut
    private let serving = Mutex(Serving())
    private let start: WorkStarter
    private let post: @Sendable (Event) -> Void

    init(_ installation: Installation, start: @escaping WorkStarter, post: @escaping @Sendable (Event) -> Void) {
        handOut = HandOut(installation)
        self.start = start
        self.post = post
    }

    /// Performs an effect; false where it is for another performer.
    func perform(_ effect: Effect) -> Bool {
        switch effect {
        case .offerRoot:
            run { () throws(OperationError) in
                .rootOffered(try self.handOut.offer())
            } refused: {
                .noRoot($0)
            }
        case .copyRoot(let medium):
            run { () throws(OperationError) in
                .rootCopied(try self.handOut.copy(to: medium), medium)
            } refused: {
                .rootNotCopied($0)
            }
        case .testPort(let peer):
            run { () throws(OperationError) in
                .portTested(try self.handOut.test(peer))
            } refused: {
                .portNotTested($0)
            }
        case .servePage(let endpoint): serve(at: endpoint)
        case .stopPage: stop()
        default: return false
        }
        return true
    }

    /// Ends the page for clients, if there is one.
    func stop() {
        serving.withLock { serving in
            serving.page?.stop()
            serving = Serving()
        }
    }

    private func serve(at endpoint: PageEndpoint) {
        serving.withLock { $0.isWanted = true }
        start { [self] in
            do throws(OperationError) {
                let (page, until) = try handOut.serve(at: endpoint)
                let isWanted = serving.withLock { serving in
                    if serving.isWanted { serving.page = page }
                    return serving.isWanted
                }
                // The operator left before it was there.
                if !isWanted { page.stop() }
                post(.pageServed(endpoint, until: until))
                tell(of: page)
            } catch {
                post(.pageNotServed(error.atHome))
            }
        }
    }

    /// Tells what happens to a page until it has ended.
    private func tell(of page: ServedPage) {
        while true {
            let news = page.next()
            post(.page(news))
            if case .ended = news { return }
        }
    }

    private func run(
        _ work: @escaping @Sendable () throws(OperationError) -> Event,
        refused: @escaping @Sendable (Refusal) -> Event
    ) {
        start { [post] in do throws(OperationError) { post(try work()) } catch { post(refused(error.atHome)) } }
    }
}
