import Operations
import Screens
import Synchronization

/// The certificates that are shown: others once another generation of the store is live.
final class CurrentReviewer: Sendable {
    private let state: Mutex<(number: Int, reviewer: Reviewer)>
    private let post: @Sendable (Event) -> Void

    init(_ reviewer: Reviewer, post: @escaping @Sendable (Event) -> Void) {
        state = Mutex((0, reviewer))
        self.post = post
    }

    /// The certificates as they are now, and what stands for them.
    var now: (number: Int, reviewer: Reviewer) { state.withLock { $0 } }

    /// Posts what was found of certificates, unless they are others by now.
    func post(_ event: Event, of number: Int) {
        state.withLock { state in if state.number == number { post(event) } }
    }

    /// From now on it is these.
    func replace(with reviewer: Reviewer) {
        state.withLock { state in
            state = (state.number + 1, reviewer)
            post(.counted(0, isAll: false))
            post(.counted(reviewer.library.count, isAll: true))
        }
    }
}
