import Threads
import CertificateEngine
import CertificateModel
import CertificateStore
import Host
import Operations
import ScreenKit
import Synchronization
import Terminal
import Viewer

/// The full-screen view of certificates, and the home screen: performs what they ask for, on threads of their own.
final class ReviewSession: ScreenSession {
    /// The server of a home screen.
    private struct Home {
        let inspector: HomeInspector
        let operations: HomeOperations
        /// The generation of which the certificates are shown.
        var generation: Int
    }

    private let loop: ScreenLoop<Event>
    private let shown: CurrentReviewer
    private let loader: ReviewLoader
    private let sources: [ReviewSource]
    private var home: Home?
    private var state: State
    private var isLeft = false
    /// What became of a hand-off that nobody has seen, as the operator had left before it ended.
    private(set) var unseen: HandoffOutcome?
    private let watching = Watching()

    /// Whether the screen is still there, for the thread that looks at the server.
    private final class Watching: Sendable {
        let isWanted = Atomic(true)
    }

    /// A view that opens with these sources; where there is a `home`, with the state of that server, whose live generation
    /// is of this number.
    init(
        _ options: GlobalOptions, _ context: ReviewContext, _ sources: [ReviewSource], title: String,
        level: CheckLevel, home: HomeInspector? = nil, generation: Int = 0
    ) throws {
        let loop = try ScreenLoop<Event>(color: options.colorPolicy)
        self.loop = loop
        shown = CurrentReviewer(context.reviewer)
        loader = context.loader
        self.sources = sources
        self.home = home.map { inspector in
            let operations = HomeOperations(inspector.store, inspector.site) { [mailbox = loop.mailbox] in
                mailbox.post($0)
            }
            return Home(inspector: inspector, operations: operations, generation: generation)
        }
        state = State(
            start: home == nil ? .list : .home, size: loop.terminal.size, glyphs: loop.glyphs,
            now: context.reviewer.now, sources: title, level: level)
        update(.counted(context.reviewer.library.count, isAll: sources.isEmpty))
    }

    /// Runs until the operator leaves.
    func run() {
        open()
        watch()
        loop.run(self)
        watching.isWanted.store(false, ordering: .relaxed)
    }

    var screen: Screen { state.view() }
    var isOver: Bool { isLeft }
    var isBusy: Bool { state.isBusy }

    func take(_ input: ScreenInput<Event>) {
        switch input {
        case .key(let key): update(.key(key))
        case .resized(let size): update(.resized(size))
        case .message(let event):
            update(event)
            if case .home(let facts) = event { show(facts.generation) }
            if case .handedOff(let outcome) = event, isLeft { unseen = outcome }
        }
    }

    private func update(_ event: Event) {
        for effect in state.update(event) { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .summarize(let range): find { .summarized(first: range.lowerBound, $0.summaries(range)) }
        case .summarizeAll: summarizeAll()
        case .open(let entry): find { .opened(entry, $0.opened(entry)) }
        case .judge(let entry, let level): find { .judged(entry, level, $0.judged(entry, level)) }
        case .refresh: refresh()
        case .prepare(let choice, let id): home?.operations.prepare(choice, id: id)
        case .discard(let id): home?.operations.discard(id)
        case .regenerate(let id): home?.operations.regenerate(id)
        case .history: home?.operations.readHistory()
        case .rollBack(let number): home?.operations.rollBack(to: number)
        case .runHooks: home?.operations.runHooks()
        case .renewAutomatically(let isOn): home?.operations.set(renewsAutomatically: isOn)
        case .redraw: loop.terminal.redraw()
        case .quit: isLeft = true
        }
    }

    /// Finds out something about the certificates as they are now.
    private func find(_ make: @escaping @Sendable (Reviewer) -> Event) {
        let (mailbox, shown) = (loop.mailbox, shown)
        let (number, reviewer) = shown.now
        DetachedThread.run { shown.post(make(reviewer), of: number, to: mailbox) }
    }

    /// In portions, so that none of them keeps the screen waiting.
    private func summarizeAll() {
        let (mailbox, shown) = (loop.mailbox, shown)
        let (number, reviewer) = shown.now
        DetachedThread.run {
            let count = reviewer.library.count
            for start in stride(from: 0, to: count, by: 500) {
                let summaries = reviewer.summaries(start..<min(start + 500, count))
                shown.post(.summarized(first: start, summaries), of: number, to: mailbox)
            }
            shown.post(.summarizedAll, of: number, to: mailbox)
        }
    }

    /// Looks at the server again, or opens the sources anew.
    private func refresh() {
        let mailbox = loop.mailbox
        home?.inspector.inspect { mailbox.post(.home($0)) }
        guard !sources.isEmpty else { return }
        shown.now.reviewer.library.removeAll()
        mailbox.post(.counted(0, isAll: false))
        open()
    }

    /// Shows the certificates of a generation from now on.
    private func show(_ generation: Int) {
        guard let inspector = home?.inspector, home?.generation != generation else { return }
        home?.generation = generation
        let (mailbox, shown) = (loop.mailbox, shown)
        DetachedThread.run {
            // One that cannot be read is not live any more, or soon another one is: the next look at the server tells.
            guard let context = try? ReviewContext(inspector.store),
                (try? context.reviewer.library.add(inspector.store.generation(generation))) != nil
            else { return }
            shown.replace(with: context.reviewer, telling: mailbox)
        }
    }

    /// Opens the sources: files one after the other, and each peer on a thread of its own.
    private func open() {
        guard !sources.isEmpty else { return }
        let (mailbox, loader, library) = (loop.mailbox, loader, shown.now.reviewer.library)
        let left = Mutex(sources.count)
        let open: @Sendable (ReviewSource) -> Void = { source in
            let facts = loader.add(source) { name, error in
                let failure = CommandFailure(describingAny: error)
                mailbox.post(.failed(source: name, problem: failure.problem, hint: failure.hint))
            }
            if let facts { mailbox.post(.answered(facts)) }
            let isAll = left.withLock { left in
                left -= 1
                return left == 0
            }
            mailbox.post(.counted(library.count, isAll: isAll))
        }
        let files = sources.filter { if case .peer = $0 { false } else { true } }
        DetachedThread.run { files.forEach(open) }
        for source in sources { if case .peer = source { DetachedThread.run { open(source) } } }
    }

    /// Looks at the server again and again, for as long as the screen is there.
    private func watch() {
        guard let home else { return }
        let (mailbox, watching) = (loop.mailbox, watching)
        home.inspector.watch {
            guard watching.isWanted.load(ordering: .relaxed) else { return false }
            mailbox.post(.home($0))
            return true
        }
    }
}
