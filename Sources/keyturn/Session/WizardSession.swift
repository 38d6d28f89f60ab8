import CertificateStore
import Threads
import CertificateModel
import Operations
import ScreenKit
import Sessions
import Terminal
import Wizard

/// The wizard on a terminal.
final class WizardSession: ScreenSession {
    private let loop: ScreenLoop<Event>
    private let performer: WizardPerformer
    private var state: State
    private var outcome: Outcome?
    /// What the operator is told of what was written.
    private var success = ""
    /// What became of telling the servers.
    private var handedOff: HandoffOutcome?

    init(_ options: GlobalOptions) throws {
        let installation = options.installation
        let defaults = try installation.site.read().defaults
        let loop = try ScreenLoop<Event>(color: options.colorPolicy)
        self.loop = loop
        performer = try WizardPerformer(installation) { [mailbox = loop.mailbox] in mailbox.post($0) }
        state = State(
            size: loop.terminal.size, glyphs: loop.glyphs, store: installation.store.layout.folder,
            naming: defaults.naming, profile: defaults.profile ?? .interoperable)
    }

    /// Runs until the operator is done or leaves.
    func run() throws {
        loop.terminal.paint(state.view())
        performer.open()
        loop.run(self)
        switch outcome {
        case .ignited:
            try Console.say(success)
            try handedOff.map(HandoffReport.init)?.tell(isTable: true)
        case .left: throw Prompt.left
        case nil: break
        }
    }

    var screen: Screen { state.view() }
    var isOver: Bool { outcome != nil }
    var isBusy: Bool { state.isWriting }

    func take(_ input: ScreenInput<Event>) {
        switch input {
        case .key(let key): update(.key(key))
        case .resized(let size): update(.resized(size))
        case .message(let event): update(event)
        }
    }

    private func update(_ event: Event) {
        if case .handedOff(let outcome) = event { handedOff = outcome }
        for effect in state.update(event) {
            switch effect {
            case .redraw: loop.terminal.redraw()
            case .quit(let outcome): self.outcome = outcome
            default: perform(effect)
            }
        }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .commit: success = Success.ignited(performer.liveFolder)
        case .commitImport: success = Success.imported(performer.liveFolder)
        default: break
        }
        performer.perform(effect)
    }
}
