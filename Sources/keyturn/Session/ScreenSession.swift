import CertificateModel
import CertificateStore
import Lines
import Operations
import ScreenKit
import Screens
import Sessions
import Terminal
import Threads

/// The screens on a terminal: waits for keys, signals and workers at once, performs what the screens ask for, and gives the
/// terminal back at the end.
final class ScreenSession {
    private let terminal: Terminal
    private let signals: SignalSource
    private let mailbox: Mailbox<Event>
    private let performer: Performer
    private var state: State
    /// The result of a session that has ended; nil before.
    private(set) var outcome: Outcome?
    /// The result of the hand-off, and the same result if the operator left before seeing it.
    private(set) var handedOff, unseen: HandoffOutcome?
    /// Whether the operator wants everything painted, whatever the terminal shows.
    private var isStale = false
    /// The fresh pictures up to the last one that is painted as a whole.
    private var seenPictures = 0
    /// A signal that ends the program, deferred while the state is busy.
    private var ending: SignalSource.Signal?

    /// The performer comes first: an error of it is printed before the terminal is taken.
    private init(
        _ options: GlobalOptions, _ makePerformer: (Mailbox<Event>) throws -> Performer,
        _ makeState: (Performer, Size, Glyphs) -> State
    ) throws {
        mailbox = try Mailbox()
        performer = try makePerformer(mailbox)
        signals = try SignalSource()
        terminal = try Terminal(color: options.colorPolicy, isSlow: options.slow)
        state = makeState(performer, terminal.size, terminal.glyphs)
    }

    /// The wizard of a server that is not ignited yet.
    convenience init(igniting installation: Installation, _ options: GlobalOptions) throws {
        let defaults = try installation.site.read().defaults
        try self.init(options) { mailbox in
            try Performer(igniting: installation) { mailbox.post($0) }
        } _: { _, size, glyphs in
            State(
                igniting: installation.store.layout.folder, size: size, glyphs: glyphs, naming: defaults.naming,
                profile: defaults.profile ?? .interoperable, hasLogin: installation.world.hasLogin())
        }
    }

    /// The home screen of a server.
    convenience init(homeOf installation: Installation, _ options: GlobalOptions) throws {
        let store = installation.store.layout.folder
        try self.init(options) { mailbox in
            try Performer(homeOf: installation) { mailbox.post($0) }
        } _: { performer, size, glyphs in
            State(
                homeOf: store, size: size, glyphs: glyphs, now: performer.now ?? installation.world.now(),
                sources: "\(store), generation \(performer.generation)")
        }
    }

    /// A list of the certificates of these sources.
    convenience init(
        reviewing review: Review, _ sources: [ReviewSource], title: String, level: CheckLevel, _ options: GlobalOptions
    ) throws {
        let installation = options.installation
        try self.init(options) { mailbox in
            Performer(reviewing: review, sources, installation) { mailbox.post($0) }
        } _: { performer, size, glyphs in
            State(
                reviewing: title, size: size, glyphs: glyphs, now: performer.now ?? installation.world.now(),
                level: level)
        }
    }

    /// Runs until the operator is done or leaves. If a signal ended the session first, the process ends by that signal.
    func run() {
        terminal.paint(state.view())
        performer.open()
        performer.watch()
        let poller = Poller(
            terminal: terminal.fileDescriptor, signals: signals.fileDescriptor, mailbox: mailbox.fileDescriptor)
        var pages = state.freshPages
        while outcome == nil, ending == nil || state.isBusy {
            let ready = poller.wait(timeout: terminal.hasMoreKeys ? .zero : terminal.pause)
            if ready.contains(.signals) { for signal in signals.take() { take(signal) } }
            // Whatever else waits, a signal that ends the program is first.
            if ending != nil, !state.isBusy { break }
            if ready.contains(.mailbox) { takeEvents() }
            if ready.contains(.terminal) || terminal.hasMoreKeys { takeKeys() }
            if outcome == nil { terminal.paint(state.view(), isWhole: isStale || pages != state.freshPages) }
            (pages, isStale) = (state.freshPages, false)
            if !terminal.isBehind { seenPictures = state.freshPictures }
        }
        terminal.close()
        performer.close()
        keepAnswers()
        guard outcome == nil, let ending else { return }
        // The terminal is restored: now the default action of the signal ends the process.
        signals.close()
        ending.end()
    }

    /// However the wizard was left: what was answered is there at its next start.
    private func keepAnswers() {
        guard let answers = state.unfinishedAnswers else { return }
        do throws(OperationError) { try performer.keep(answers) } catch {
            Console.talk("warning: your answers are not kept, because \(error.problem); \(error.hint)")
        }
    }

    /// How long keys are taken before there is a picture of what they came to: one for many keys, and no signal waits longer.
    private static let frame = Duration.milliseconds(20)

    /// Whether a dialog that has opened, or a picture that fits again, is painted as a whole.
    private var isSeen: Bool { seenPictures == state.freshPictures }

    private func takeKeys() {
        let (frame, seen) = (Deadline(after: Self.frame), state.freshPictures)
        do throws(TerminalError) {
            // What was typed behind a key that opens a dialog does not answer it.
            repeat {
                if let key = try terminal.nextKey(), isSeen || State.actsUnseen(key) { update(.key(key)) }
            } while terminal.hasMoreKeys && outcome == nil && state.freshPictures == seen && !frame.hasPassed
        } catch {
            ending = .hangup
            // After a hang-up, the terminal is always ready. Poll only the mailbox until the work is done.
            let patient = Poller(mailbox: mailbox.fileDescriptor)
            while state.isBusy, patient.wait().contains(.mailbox) { takeEvents() }
        }
    }

    private func takeEvents() { for event in mailbox.take() { update(event) } }

    private func take(_ signal: SignalSource.Signal) {
        switch signal {
        case .windowChange, .resume:
            if signal == .resume { terminal.resume() } else { terminal.resize() }
            update(.resized(terminal.size))
        case .suspend: suspend()
        case .interrupt, .terminate, .hangup: ending = ending ?? signal
        }
    }

    private func suspend() {
        terminal.suspend()
        update(.resized(terminal.size))
    }

    private func update(_ event: Event) {
        let seen = state.freshPictures
        let effects = state.update(event)
        if state.freshPictures != seen { terminal.discardKeys() }
        for effect in effects {
            switch effect {
            case .redraw: isStale = true
            case .suspend: suspend()
            case .quit(let outcome): self.outcome = outcome
            default: performer.perform(effect)
            }
        }
        if case .handedOff(let outcome) = event {
            handedOff = outcome
            if self.outcome != nil { unseen = outcome }
        }
    }
}
