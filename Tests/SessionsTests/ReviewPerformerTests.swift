import CertificateEngine
import CertificateModel
import Operations
import Screens
import Sessions
import Synchronization
import Testing
import WorldFixtures

@Suite("The performer of a review")
struct ReviewPerformerTests {
    /// What the performer has started, which a test does in the order that it wants, and the events that came of it.
    private final class Work: Sendable {
        private let waiting = Mutex<[@Sendable () -> Void]>([])
        let events = Mutex<[Event]>([])

        func start(_ work: @escaping @Sendable () -> Void) { waiting.withLock { $0.append(work) } }

        /// Takes what was started so far.
        func taken() -> [@Sendable () -> Void] {
            waiting.withLock { waiting in
                defer { waiting = [] }
                return waiting
            }
        }
    }

    @Test(
        "lists the certificates of a peer once where it was asked again before it had answered",
        arguments: [true, false])
    func refreshed(_ isFirstLast: Bool) throws {
        let server = try TestServer()
        let peer = try PeerAddress("ipo1.example.com:443")
        server.host.with { host in
            host.askPeer = { (peer, _) throws(PeerError) in
                PeerReply(chain: [[1]], protocolVersion: "TLSv1.3", cipher: "", address: peer.description)
            }
        }
        let work = Work()
        let performer = Performer(
            reviewing: Review(server.installation), [.peer(peer)], server.installation, start: { work.start($0) },
            post: { event in work.events.withLock { $0.append(event) } })
        performer.open()
        let first = work.taken()
        performer.perform(.refresh)
        let second = work.taken()
        for piece in isFirstLast ? second + first : first + second { piece() }
        let (counts, answers) = work.events.withLock { events in
            (
                events.compactMap { event in
                    if case .counted(let count, let isAll) = event { isAll ? count : -count } else { nil }
                },
                events.count { if case .answered = $0 { true } else { false } }
            )
        }
        #expect(counts == [0, 0, 1] && answers == 1)
    }
}
