import CertificateModel
import ScreenKit
import Wizard

/// Plays a scene against the pure wizard: the world answers every effect at once, and always the same.
struct WizardPlayer {
    private let scene: Scene
    private(set) var state: State
    private var files: SceneFiles
    /// How the wizard ended, if it has.
    private(set) var outcome: Outcome?

    /// The wizard as it opens, with the host looked at.
    init(_ scene: Scene) throws {
        self.scene = scene
        files = SceneFiles(
            media: scene.hasMedia ? try SceneMedia.at(scene.clock) : nil, now: scene.clock, world: scene.world)
        state = State(size: scene.size, glyphs: .of(scene.charset), store: scene.store)
        try tell(.inspected(HostFacts(interfaces: scene.ports, clock: clock)))
    }

    /// What the screen shows now.
    var screen: Screen { state.view() }

    /// Does one step.
    mutating func play(_ step: SceneStep) throws {
        guard outcome == nil else { throw SceneError("the wizard has ended, and there are more keys") }
        switch step {
        case .press(let key): try tell(.key(key))
        case .resize(let size): try tell(.resized(size))
        }
    }

    private var clock: IgnitionClock { IgnitionClock(reading: scene.clock) }

    private mutating func tell(_ event: Event) throws {
        var effects = state.update(event)
        while !effects.isEmpty {
            let effect = effects.removeFirst()
            guard let answer = try answer(effect) else { continue }
            effects += state.update(answer)
            if case .committed = answer {
                let handoff = SceneHandoff(scene)
                for step in handoff.steps { effects += state.update(.handoff(step)) }
                if let outcome = handoff.outcome { effects += state.update(.handedOff(outcome)) }
            }
        }
    }

    private mutating func answer(_ effect: Effect) throws -> Event? {
        switch effect {
        case .askReverseDNS(let address):
            return scene.world == .asking ? nil : .reverseName(address, scene.names[address])
        case .prepare(let server, let profile, let clock):
            if scene.world == .signing { return nil }
            if scene.world == .unsigned {
                return .preparationFailed(
                    problem: "cannot make a key: the random number generator is not seeded", hint: "try again later")
            }
            let plan = try Plan(server: server, profile: profile, clock: clock ?? self.clock)
            return .prepared(plan, try SceneCertificates.preparation(of: plan))
        case .commit, .commitImport:
            if scene.world == .full {
                return .commitFailed(
                    problem: "cannot write \"\(scene.store)/generations\": no space left on device",
                    hint: "make room there, and press Enter to write again")
            }
            return .committed(
                Commitment(
                    generation: 1, rootFingerprint: String(repeating: "0a1b", count: 16),
                    identityFingerprint: String(repeating: "2c3d", count: 16), liveFolder: "\(scene.store)/live"))
        case .saveAnswers(_, let path):
            if scene.world == .readonly {
                return .answersNotSaved(
                    problem: "cannot write \"\(path)\": read-only file system", hint: "give a path that can be written")
            }
            return .answersSaved(path: path)
        case .findPlaces: return .places(files.places)
        case .listFolder(let path): return scene.world == .looking ? nil : files.list(path)
        case .passphrase(let edit):
            files.type(edit)
            return nil
        case .readFiles(let paths, let file, let server):
            return scene.world == .reading ? nil : files.read(paths, passphraseFor: file, server)
        case .redraw: return nil
        case .quit(let outcome):
            self.outcome = outcome
            return nil
        }
    }
}
