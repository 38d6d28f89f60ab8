import CertificateModel
import Operations
import Screens
import Synchronization
import Threads

/// Performs what the pages about certificates ask for, by operations, and looks at the server of a home screen.
final class ReviewPerformer: Sendable {
    /// The watched server of a home screen.
    private final class Watched: Sendable {
        let watch: HomeWatch
        /// The generation whose certificates are shown.
        let generation: Mutex<Int>

        init(_ watch: HomeWatch, generation: Int) {
            self.watch = watch
            self.generation = Mutex(generation)
        }
    }

    private let installation: Installation
    private let shown: ShownReviewer
    private let review: Review
    private let sources: [ReviewSource]
    private let watched: Watched?
    private let start: WorkStarter
    private let post: @Sendable (Event) -> Void
    private let isClosed = Atomic(false)

    /// A performer for the certificates of these sources, whose events are posted to `post` from any thread.
    init(
        _ review: Review, _ sources: [ReviewSource], _ installation: Installation,
        start: @escaping WorkStarter, post: @escaping @Sendable (Event) -> Void
    ) {
        self.installation = installation
        shown = ShownReviewer(review.reviewer, post: post)
        self.review = review
        self.sources = sources
        watched = nil
        self.start = start
        self.post = post
    }

    /// A performer for the home screen of an ignited server, and for its live certificates.
    init(
        homeOf installation: Installation, start: @escaping WorkStarter,
        post: @escaping @Sendable (Event) -> Void
    ) throws(OperationError) {
        let watch = try HomeWatch(installation)
        let review = Review(installation)
        let generation = try review.addLive(of: installation)
        self.installation = installation
        shown = ShownReviewer(review.reviewer, post: post)
        self.review = review
        sources = []
        watched = Watched(watch, generation: generation)
        self.start = start
        self.post = post
    }

    /// The generation whose certificates are shown first; 0 where they are not from a store.
    var generation: Int { watched?.generation.withLock(\.self) ?? 0 }

    /// When the certificates are looked at.
    var now: Timestamp { shown.now.reviewer.clock.reading }

    /// Opens the sources, or tells how many certificates the store has.
    func open() {
        post(.counted(shown.now.reviewer.library.count, isAll: sources.isEmpty))
        openSources(by: review.loader, shown.now.number)
    }

    /// Looks at the server of a home screen until this is closed.
    func watch() {
        guard let watched else { return }
        start { [self] in
            watched.watch.watch { state in
                guard !isClosed.load(ordering: .relaxed) else { return false }
                show(state)
                return true
            }
        }
    }

    /// Stops the polling.
    func close() { isClosed.store(true, ordering: .relaxed) }

    /// Performs an effect; false where it is for another performer.
    func perform(_ effect: Effect) -> Bool {
        switch effect {
        case .summarize(let range): find { .summarized(first: range.lowerBound, $0.summaries(range)) }
        case .summarizeAll: summarizeAll()
        case .open(let entry): find { .opened(entry, $0.opened(entry)) }
        case .judge(let entry, let level): find { .judged(entry, level, $0.judged(entry, level)) }
        case .refresh: refresh()
        default: return false
        }
        return true
    }

    /// Posts the state of the server, and shows the certificates of a newly live generation.
    private func show(_ state: ServerState) {
        post(.home(state))
        let generation = state.generation
        let isNew = watched?.generation.withLock { shown in
            defer { shown = generation }
            return shown != generation
        }
        guard isNew == true else { return }
        start { [self] in
            // A generation that cannot be read is not live any more, or the next look finds another one.
            let review = Review(installation)
            guard (try? review.add(generation, of: installation)) != nil else { return }
            shown.replace(with: review.reviewer, isAll: true)
        }
    }

    /// Asks the present reviewer, and posts the answer.
    private func find(_ make: @escaping @Sendable (Reviewer) -> Event) {
        let (number, reviewer) = shown.now
        start { [shown] in shown.post(make(reviewer), of: number) }
    }

    /// In portions, so that none of them keeps the screen waiting.
    private func summarizeAll() {
        let (number, reviewer) = shown.now
        start { [shown] in
            let count = reviewer.library.count
            for start in stride(from: 0, to: count, by: 500) {
                let summaries = reviewer.summaries(start..<min(start + 500, count))
                shown.post(.summarized(first: start, summaries), of: number)
            }
            shown.post(.summarizedAll, of: number)
        }
    }

    /// Looks at the server again, or opens the sources again.
    private func refresh() {
        if let watched { start { [self] in watched.watch.look(show) } }
        guard !sources.isEmpty else { return }
        // What was asked before may still come, into a list that nobody sees.
        let review = review.emptied
        openSources(by: review.loader, shown.replace(with: review.reviewer, isAll: false))
    }

    /// Opens the sources: files one after the other, and each peer on a thread of its own. They are what is shown under this
    /// number.
    private func openSources(by loader: ReviewLoader, _ number: Int) {
        guard !sources.isEmpty else { return }
        let left = Mutex(sources.count)
        let open: @Sendable (ReviewSource) -> Void = { [shown] source in
            let facts = loader.add(source) { name, error in
                shown.post(.failed(source: name, error.inReview), of: number)
            }
            if let facts { shown.post(.answered(facts), of: number) }
            // Of two threads, the one that posts last has counted last.
            left.withLock { left in
                left -= 1
                shown.post(.counted(loader.library.count, isAll: left == 0), of: number)
            }
        }
        let files = sources.filter { if case .peer = $0 { false } else { true } }
        start { files.forEach(open) }
        for source in sources {
            guard case .peer = source else { continue }
            let isAnswered = waiting(for: source.name, number)
            start {
                open(source)
                isAnswered.fulfil(())
            }
        }
    }

    /// Tells of a peer how long it has been silent, each second until it has answered.
    private func waiting(for peer: String, _ number: Int) -> Promise<Void> {
        let isAnswered = Promise<Void>()
        shown.post(.waiting(peer: peer, seconds: 0), of: number)
        DetachedThread.run { [self] in
            var seconds = 0
            while isAnswered.wait(for: .seconds(1)) == nil, !isClosed.load(ordering: .relaxed) {
                seconds += 1
                shown.post(.waiting(peer: peer, seconds: seconds), of: number)
            }
        }
        return isAnswered
    }
}
