import Threads
import Operations
import Synchronization
import Terminal
import Viewer

/// The certificates that are shown: others once another generation of the store is live.
final class CurrentReviewer: Sendable {
    private let state: Mutex<(number: Int, reviewer: Reviewer)>

    init(_ reviewer: Reviewer) { state = Mutex((0, reviewer)) }

    /// The certificates as they are now, and what stands for them.
    var now: (number: Int, reviewer: Reviewer) { state.withLock { $0 } }

    /// Posts what was found of certificates, unless they are others by now.
    func post(_ event: Event, of number: Int, to mailbox: Mailbox<Event>) {
        state.withLock { state in if state.number == number { mailbox.post(event) } }
    }

    /// From now on it is these.
    func replace(with reviewer: Reviewer, telling mailbox: Mailbox<Event>) {
        state.withLock { state in
            state = (state.number + 1, reviewer)
            mailbox.post(.counted(0, isAll: false))
            mailbox.post(.counted(reviewer.library.count, isAll: true))
        }
    }
}
