import CertificateStore
import Threads
import CertificateModel
import Operations
import ScreenKit
import Sessions
import Terminal
import Viewer

/// The full-screen view of certificates, and the home screen.
final class ReviewSession: ScreenSession {
    private let loop: ScreenLoop<Event>
    private let performer: ReviewPerformer
    private var state: State
    private var isLeft = false
    /// What became of a hand-off that nobody has seen, as the operator had left before it ended.
    private(set) var unseen: HandoffOutcome?

    /// A view that opens with these sources.
    convenience init(
        _ options: GlobalOptions, _ review: Review, _ sources: [ReviewSource], title: String, level: CheckLevel
    ) throws {
        let loop = try ScreenLoop<Event>(color: options.colorPolicy)
        let performer = ReviewPerformer(review, sources, options.installation) { [mailbox = loop.mailbox] in
            mailbox.post($0)
        }
        self.init(loop, performer, .list, title: title, level: level)
    }

    /// The home screen of a server.
    convenience init(homeOf installation: Installation, _ options: GlobalOptions) throws {
        // What cannot be read is told before the terminal is taken.
        let mailbox = try Mailbox<Event>()
        let performer = try ReviewPerformer(homeOf: installation) { mailbox.post($0) }
        let loop = try ScreenLoop<Event>(color: options.colorPolicy, mailbox: mailbox)
        self.init(
            loop, performer, .home,
            title: "\(installation.store.layout.folder), generation \(performer.generation)", level: .medium)
    }

    private init(
        _ loop: ScreenLoop<Event>, _ performer: ReviewPerformer, _ start: State.Start, title: String, level: CheckLevel
    ) {
        self.loop = loop
        self.performer = performer
        state = State(
            start: start, size: loop.terminal.size, glyphs: loop.glyphs, now: performer.now, sources: title,
            level: level)
    }

    /// Runs until the operator leaves.
    func run() {
        performer.open()
        performer.watch()
        loop.run(self)
        performer.close()
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
            if case .home(let home) = event { performer.show(home) }
            if case .handedOff(let outcome) = event, isLeft { unseen = outcome }
        }
    }

    private func update(_ event: Event) {
        for effect in state.update(event) {
            switch effect {
            case .redraw: loop.terminal.redraw()
            case .quit: isLeft = true
            default: performer.perform(effect)
            }
        }
    }
}
