import Glibc
import Isolation
import Synchronization
import Threads

/// Does the work of a performer: each piece on a thread of its own and one after the other, so that what comes of it comes
/// in the same order in every run.
final class SceneWork<Event: Sendable>: Sendable {
    private struct State {
        var waiting: [@Sendable () -> Void] = []
        var events: [Event] = []
    }

    private let state = Mutex(State())
    private let parking: SceneParking
    /// Whether what is taken in now is done by a user who has no rights to files that are not everybody's.
    private let isUnprivileged = Atomic(false)

    init(_ parking: SceneParking) { self.parking = parking }

    /// Takes a piece of work in.
    func start(_ work: @escaping @Sendable () -> Void) {
        let isUnprivileged = isUnprivileged.load(ordering: .relaxed)
        state.withLock { state in
            state.waiting.append {
                // The tests may be run by root, whom nothing keeps out otherwise.
                if isUnprivileged { isolation_open_files_as(65_534) }
                work()
            }
        }
    }

    /// Asks for work that such a user does.
    func withoutRights(_ ask: () -> Void) {
        isUnprivileged.store(true, ordering: .relaxed)
        ask()
        isUnprivileged.store(false, ordering: .relaxed)
    }

    /// Takes in what came of one.
    func post(_ event: Event) { state.withLock { $0.events.append(event) } }

    /// What happens next; nil once all work has ended but that which never does.
    func next() -> Event? {
        while true {
            let (event, work) = state.withLock { state -> (Event?, (@Sendable () -> Void)?) in
                if !state.events.isEmpty { return (state.events.removeFirst(), nil) }
                return (nil, state.waiting.isEmpty ? nil : state.waiting.removeFirst())
            }
            if let event { return event }
            guard let work else { return nil }
            parking.run(work)
        }
    }
}

/// Where work stops for ever: a hook that never ends, a server that never answers.
final class SceneParking: Sendable {
    private let current = Mutex<Promise<Void>?>(nil)

    /// Runs work on a thread of its own until it has ended or is parked.
    func run(_ work: @escaping @Sendable () -> Void) {
        let isOver = Promise<Void>()
        current.withLock { $0 = isOver }
        DetachedThread.run {
            work()
            isOver.fulfil(())
        }
        isOver.wait()
    }

    /// Parks the work that goes on; never returns.
    func park() -> Never {
        current.withLock { $0 }?.fulfil(())
        while true { pause() }
    }
}
