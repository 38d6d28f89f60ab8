import CertificateModel
import ScreenKit
import Sessions
import Wizard

/// Plays a scene against the pure wizard, on the real operations.
struct WizardPlayer {
    let host: SceneHost
    let told: SceneTold
    private let work: SceneWork<Event>
    private let performer: WizardPerformer
    private(set) var state: State
    /// The same in other windows: whatever happens there, it asks for the same.
    private(set) var others: [SceneWindow: State]
    /// The sets as they were read, by those that are shown.
    private var sets: [ThirdPartySet: ThirdPartySet] = [:]
    /// How the wizard ended, if it has.
    private(set) var outcome: Outcome?

    /// The wizard as it opens, with the host looked at.
    init(_ scene: Scene) throws {
        host = try SceneHost(scene)
        told = SceneTold(host.paths)
        work = SceneWork(host.parking)
        performer = try WizardPerformer(
            host.installation, keys: scene.world == .unsigned ? SceneHost.noKeys : SceneHost.keys,
            start: { [work] in work.start($0) },
            post: { [work] in work.post($0) })
        state = State(size: scene.size, glyphs: .of(scene.charset), store: scene.store)
        others = SceneWindow.states {
            State(size: $0.size(of: scene), glyphs: $0.glyphs(of: scene), store: scene.store)
        }
        performer.open()
        settle()
    }

    /// What the screen shows now.
    var screen: Screen { state.view() }

    /// Does one step.
    mutating func play(_ step: SceneStep) throws {
        guard outcome == nil else { throw SceneError("the wizard has ended, and there are more keys") }
        switch step {
        case .press(let key): update(.key(key))
        case .resize(let size): update(.resized(size))
        }
        settle()
    }

    /// Takes what comes until nothing does any more.
    private mutating func settle() {
        while let event = work.next() {
            let shown = event.shown(told)
            if case .importRead(let judgement) = event, case .importRead(let other) = shown {
                sets[other.set] = judgement.set
            }
            update(shown)
        }
    }

    private mutating func update(_ event: Event) {
        for window in SceneWindow.allCases where window.takes(isResizing: event.isResizing) {
            _ = others[window]?.update(event)
        }
        for effect in state.update(event) { perform(effect) }
    }

    private mutating func perform(_ effect: Effect) {
        let (world, paths) = (host.scene.world, host.paths)
        switch effect {
        case .askReverseDNS where world == .asking, .prepare where world == .signing,
            .listFolder where world == .looking, .readFiles where world == .reading:
            break
        case .listFolder(let path): performer.perform(.listFolder(paths.real(path)))
        case .readFiles(let files, let file, let server):
            let effect = Effect.readFiles(files.map(paths.real), passphraseFor: file.map(paths.real), server)
            world == .unreadable ? work.withoutRights { performer.perform(effect) } : performer.perform(effect)
        case .saveAnswers(let answers, let path):
            let effect = Effect.saveAnswers(answers, path: paths.real(path))
            world == .readonly ? work.withoutRights { performer.perform(effect) } : performer.perform(effect)
        case .commitImport(let judgement):
            performer.perform(.commitImport(judgement.with(sets[judgement.set] ?? judgement.set)))
        case .quit(let outcome): self.outcome = outcome
        default: performer.perform(effect)
        }
    }
}
