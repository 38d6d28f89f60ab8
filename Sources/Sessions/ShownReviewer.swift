import Operations
import Screens
import Synchronization

/// The certificates that are shown. They are replaced when another generation of the store is live, or when their sources are
/// opened again.
final class ShownReviewer: Sendable {
    private let state: Mutex<(number: Int, reviewer: Reviewer)>
    private let post: @Sendable (Event) -> Void

    init(_ reviewer: Reviewer, post: @escaping @Sendable (Event) -> Void) {
        state = Mutex((0, reviewer))
        self.post = post
    }

    /// The present certificates, and their number, which changes when they are replaced.
    var now: (number: Int, reviewer: Reviewer) { state.withLock { $0 } }

    /// Posts an event about the certificates with this number, unless they were replaced meanwhile.
    func post(_ event: Event, of number: Int) {
        state.withLock { state in if state.number == number { post(event) } }
    }

    /// Shows these certificates from now on. More of them come later unless `isAll` is set. Returns the number of this list.
    @discardableResult
    func replace(with reviewer: Reviewer, isAll: Bool) -> Int {
        state.withLock { state in
            state = (state.number + 1, reviewer)
            post(.counted(0, isAll: false))
            if isAll { post(.counted(reviewer.library.count, isAll: true)) }
            return state.number
        }
    }
}
