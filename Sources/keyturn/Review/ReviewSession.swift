import CertificateEngine
import CertificateModel
import HostInspection
import Reviewing
import ScreenKit
import Synchronization
import Terminal
import Viewer

/// The full-screen view of certificates, and the home screen: performs what they ask for, on threads of their own.
final class ReviewSession: ScreenSession {
    private let loop: ScreenLoop<Event>
    private let reviewer: Reviewer
    private let loader: ReviewLoader
    private let sources: [ReviewSource]
    private let home: HomeInspector?
    private var state: State
    private var isLeft = false
    private let watching = Watching()

    /// Whether the screen is still there, for the thread that looks at the server.
    private final class Watching: Sendable {
        let isWanted = Atomic(true)
    }

    /// A view that opens with these sources; `home` looks at the server where the view opens with that.
    init(
        _ options: GlobalOptions, _ reviewer: Reviewer, _ loader: ReviewLoader, _ sources: [ReviewSource],
        title: String, level: CheckLevel, home: HomeInspector? = nil
    ) throws {
        loop = try ScreenLoop(color: options.colorPolicy)
        self.reviewer = reviewer
        self.loader = loader
        self.sources = sources
        self.home = home
        state = State(
            start: home == nil ? .list : .home, size: loop.terminal.size, glyphs: loop.glyphs, now: reviewer.now,
            sources: title, level: level)
        update(.counted(reviewer.library.count, isAll: sources.isEmpty))
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
    var isBusy: Bool { false }

    func take(_ input: ScreenInput<Event>) {
        switch input {
        case .key(let key): update(.key(key))
        case .resized(let size): update(.resized(size))
        case .message(let event): update(event)
        }
    }

    private func update(_ event: Event) {
        for effect in state.update(event) { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        let (mailbox, reviewer) = (loop.mailbox, reviewer)
        switch effect {
        case .summarize(let range):
            DetachedThread.run {
                mailbox.post(.summarized(first: range.lowerBound, reviewer.summaries(range)))
            }
        case .summarizeAll: DetachedThread.run { Self.summarizeAll(reviewer, mailbox) }
        case .open(let entry): DetachedThread.run { mailbox.post(.opened(entry, reviewer.opened(entry))) }
        case .judge(let entry, let level):
            DetachedThread.run { mailbox.post(.judged(entry, level, reviewer.judged(entry, level))) }
        case .refresh: refresh()
        case .redraw: loop.terminal.redraw()
        case .quit: isLeft = true
        }
    }

    /// Looks at the server again, or opens the sources anew.
    private func refresh() {
        let mailbox = loop.mailbox
        home?.inspect { mailbox.post(.home($0)) }
        guard !sources.isEmpty else { return }
        reviewer.library.removeAll()
        mailbox.post(.counted(0, isAll: false))
        open()
    }

    /// In portions, so that none of them keeps the screen waiting.
    private static func summarizeAll(_ reviewer: Reviewer, _ mailbox: Mailbox<Event>) {
        let count = reviewer.library.count
        for start in stride(from: 0, to: count, by: 500) {
            mailbox.post(.summarized(first: start, reviewer.summaries(start..<min(start + 500, count))))
        }
        mailbox.post(.summarizedAll)
    }

    /// Opens the sources: files one after the other, and each peer on a thread of its own.
    private func open() {
        guard !sources.isEmpty else { return }
        let (mailbox, loader, library) = (loop.mailbox, loader, reviewer.library)
        let left = Mutex(sources.count)
        let open: @Sendable (ReviewSource) -> Void = { source in
            do {
                if let facts = try loader.add(source) { mailbox.post(.answered(facts)) }
            } catch {
                let failure = CommandFailure(describingAny: error)
                mailbox.post(.failed(source: source.name, problem: failure.problem, hint: failure.hint))
            }
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
        home.watch {
            guard watching.isWanted.load(ordering: .relaxed) else { return false }
            mailbox.post(.home($0))
            return true
        }
    }
}
