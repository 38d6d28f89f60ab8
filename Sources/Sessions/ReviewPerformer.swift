public import CertificateModel
public import Operations
import Synchronization
public import Threads
public import Viewer

/// Performs what the view of certificates and the home screen ask for, by operations; what comes of it is posted as events.
public final class ReviewPerformer: Sendable {
    /// The server of a home screen.
    private final class Home: Sendable {
        let watch: HomeWatch
        let performer: HomePerformer
        /// The generation of which the certificates are shown.
        let generation: Mutex<Int>

        init(watch: HomeWatch, performer: HomePerformer, generation: Int) {
            self.watch = watch
            self.performer = performer
            self.generation = Mutex(generation)
        }
    }

    private let installation: Installation
    private let shown: CurrentReviewer
    private let loader: ReviewLoader
    private let sources: [ReviewSource]
    private let home: Home?
    private let start: WorkStarter
    private let post: @Sendable (Event) -> Void
    private let isClosed = Atomic(false)

    /// A performer for the certificates of these sources, whose events are posted to `post` from any thread.
    public init(
        _ review: Review, _ sources: [ReviewSource], _ installation: Installation,
        start: @escaping WorkStarter = { DetachedThread.run($0) }, post: @escaping @Sendable (Event) -> Void
    ) {
        self.installation = installation
        shown = CurrentReviewer(review.reviewer, post: post)
        loader = review.loader
        self.sources = sources
        home = nil
        self.start = start
        self.post = post
    }

    /// A performer for the home screen of an ignited server, and for its live certificates.
    public init(
        homeOf installation: Installation, start: @escaping WorkStarter = { DetachedThread.run($0) },
        post: @escaping @Sendable (Event) -> Void
    ) throws(OperationError) {
        let watch = try HomeWatch(installation)
        let review = Review(installation)
        let generation = try review.addLive(of: installation)
        self.installation = installation
        shown = CurrentReviewer(review.reviewer, post: post)
        loader = review.loader
        sources = []
        home = Home(
            watch: watch, performer: HomePerformer(installation, start: start, post: post), generation: generation)
        self.start = start
        self.post = post
    }

    /// The generation of which the certificates are shown first; 0 where they are not a store's.
    public var generation: Int { home?.generation.withLock(\.self) ?? 0 }

    /// When the certificates are looked at.
    public var now: Timestamp { shown.now.reviewer.now }

    /// Opens the sources, or tells how many certificates the store has.
    public func open() {
        post(.counted(shown.now.reviewer.library.count, isAll: sources.isEmpty))
        openSources()
    }

    /// Looks at the server of a home screen until this is closed.
    public func watch() {
        guard let home else { return }
        start { [self] in
            home.watch.watch { state in
                guard !isClosed.load(ordering: .relaxed) else { return false }
                post(.home(state))
                return true
            }
        }
    }

    /// Ends what goes on by itself.
    public func close() { isClosed.store(true, ordering: .relaxed) }

    /// Performs an effect; those that are about the terminal are left to whoever has one.
    public func perform(_ effect: Effect) {
        switch effect {
        case .summarize(let range): find { .summarized(first: range.lowerBound, $0.summaries(range)) }
        case .summarizeAll: summarizeAll()
        case .open(let entry): find { .opened(entry, $0.opened(entry)) }
        case .judge(let entry, let level): find { .judged(entry, level, $0.judged(entry, level)) }
        case .refresh: refresh()
        case .prepare(let choice, let id): home?.performer.prepare(choice, id: id)
        case .discard(let id): home?.performer.discard(id)
        case .regenerate(let id): home?.performer.regenerate(id)
        case .history: home?.performer.readHistory()
        case .rollBack(let number): home?.performer.rollBack(to: number)
        case .runHooks: home?.performer.runHooks()
        case .renewAutomatically(let isOn): home?.performer.set(renewsAutomatically: isOn)
        case .redraw, .quit: break
        }
    }

    /// Shows the certificates of the generation that is live in this state from now on.
    public func show(_ state: ServerState) {
        let generation = state.generation
        let isNew = home?.generation.withLock { shown in
            defer { shown = generation }
            return shown != generation
        }
        guard isNew == true else { return }
        start { [self] in
            // One that cannot be read is not live any more, or soon another one is: the next look at the server tells.
            let review = Review(installation)
            guard (try? review.add(generation, of: installation)) != nil else { return }
            shown.replace(with: review.reviewer)
        }
    }

    /// Finds out something about the certificates as they are now.
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
        if let home { start { [post] in home.watch.look { post(.home($0)) } } }
        guard !sources.isEmpty else { return }
        shown.now.reviewer.library.removeAll()
        post(.counted(0, isAll: false))
        openSources()
    }

    /// Opens the sources: files one after the other, and each peer on a thread of its own.
    private func openSources() {
        guard !sources.isEmpty else { return }
        let (loader, library) = (loader, shown.now.reviewer.library)
        let left = Mutex(sources.count)
        let open: @Sendable (ReviewSource) -> Void = { [post] source in
            let facts = loader.add(source) { name, error in
                post(.failed(source: name, problem: error.inReview.problem, hint: error.inReview.hint))
            }
            if let facts { post(.answered(facts)) }
            let isAll = left.withLock { left in
                left -= 1
                return left == 0
            }
            post(.counted(library.count, isAll: isAll))
        }
        let files = sources.filter { if case .peer = $0 { false } else { true } }
        start { files.forEach(open) }
        for source in sources { if case .peer = source { start { open(source) } } }
    }
}
