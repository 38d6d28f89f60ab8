import CertificateModel
import CertificateStore
import Operations
package import ScreenKit
package import Screens
import Sessions

/// Plays a scene against the pure screens, on the real operations.
package struct ScenePlayer {
    /// The program as it is now.
    package private(set) var state: State
    /// The same in other windows: whatever happens there, it asks for the same.
    package private(set) var others: [SceneWindow: State]
    private let host: SceneHost
    private let collected: SceneTold
    private let work: SceneWork<Event>
    private let performer: Performer
    /// Certificates that no file holds, where the scene shows such.
    private let entries: (any SceneEntries)?
    /// The sets as they were read, by those that are shown.
    private var sets: [ThirdPartySet: ThirdPartySet] = [:]
    /// What was warned of when a set was read, by what is shown of it.
    private var warnings: [[String]: [String]] = [[]: []]
    /// What is to be confirmed, by what is shown of it.
    private var confirmations: [Confirmation: Confirmation] = [:]
    /// Whether the program has ended.
    private var hasEnded = false

    /// The program as it opens.
    package init(_ scene: Scene) throws {
        host = try SceneHost(scene)
        collected = SceneTold(host.paths)
        work = SceneWork(host.parking)
        entries = Self.entries(of: scene)
        let (performer, open) = try Self.opening(of: host, work, entries)
        self.performer = performer
        state = open(scene.size, scene.glyphs)
        others = Dictionary(
            uniqueKeysWithValues: SceneWindow.played(in: scene).map {
                ($0, open($0.size(of: scene), $0.glyphs(of: scene)))
            })
        if let entries { for event in entries.opening { work.post(event) } } else { performer.open() }
        if scene.part == .home { perform(.refresh) }
        settle()
    }

    /// The folder of the store on this machine, and the file of the site configuration.
    package var files: (store: String, site: String) {
        (host.paths.real(host.scene.store), host.paths.real(SceneHost.siteFile))
    }

    /// Every text that the performers told so far.
    package var told: Set<String> { collected.all }

    /// What the screen shows now.
    package var screen: Screen { state.view() }

    private static func entries(of scene: Scene) -> (any SceneEntries)? {
        switch scene.world {
        case .many where scene.part == .review: ManyEntries(scene)
        case .hostile where scene.part == .review: HostileEntries(scene)
        default: nil
        }
    }

    /// Whoever performs the effects of a scene, and how its screens open in a window.
    private static func opening(
        of host: SceneHost, _ work: SceneWork<Event>, _ entries: (any SceneEntries)?
    ) throws -> (Performer, (Size, Glyphs) -> State) {
        let (scene, installation, paths) = (host.scene, host.installation, host.paths)
        switch scene.part {
        case .wizard:
            let performer = try Performer(
                igniting: installation, keys: scene.world == .unsigned ? SceneHost.noKeys : SceneHost.keys,
                start: { work.start($0) }, post: { work.post($0) })
            return (performer, { State(igniting: scene.store, size: $0, glyphs: $1, hasLogin: scene.hasLogin) })
        case .home:
            let performer = try Performer(homeOf: installation, start: { work.start($0) }, post: { work.post($0) })
            let sources = "\(scene.store), generation \(performer.generation)"
            return (
                performer,
                {
                    State(
                        homeOf: scene.store, size: $0, glyphs: $1, now: performer.now ?? scene.clock, sources: sources)
                }
            )
        case .review:
            let review = Review(installation)
            var (sources, title): ([ReviewSource], String) = ([], scene.shown.joined(separator: ", "))
            if scene.shown == ["store"] {
                title = "\(installation.store.layout.folder), generation \(try review.addLive(of: installation))"
            } else if scene.world == .peers {
                title = SceneHost.peers.joined(separator: ", ")
                sources = try SceneHost.peers.map { .peer(try PeerAddress($0)) }
            } else {
                sources = scene.shown.map { .path(paths.real($0)) }
                // One that never answers keeps the list from being whole.
                if scene.world == .reading { sources.append(.peer(try PeerAddress(SceneHost.peers[0]))) }
            }
            let performer = Performer(
                reviewing: review, sources, installation, start: { work.start($0) }, post: { work.post($0) })
            let shown = entries?.sources ?? paths.shown(title)
            return (
                performer,
                { State(reviewing: shown, size: $0, glyphs: $1, now: performer.now ?? scene.clock) }
            )
        }
    }

    /// Does one step.
    package mutating func play(_ step: SceneStep) throws {
        guard !hasEnded else { throw SceneError("the program has ended, and there are more keys") }
        switch step {
        case .press(let key): update(.key(key))
        case .resize(let size): update(.resized(size))
        }
        settle()
    }

    /// Takes what comes until nothing does any more.
    private mutating func settle() {
        while let event = work.next() {
            let shown = event.shown(collected)
            if case .importRead(let judgement, let warned) = event, case .importRead(let other, let seen) = shown {
                (sets[other.set], warnings[seen]) = (judgement.set, warned)
            }
            if case .prepared(let preview) = event, case .prepared(let other) = shown {
                confirmations[other.confirmation] = preview.confirmation
            }
            update(shown)
        }
    }

    private mutating func update(_ event: Event) {
        let isResizing = if case .resized = event { true } else { false }
        for window in others.keys where window.takes(isResizing: isResizing) { _ = others[window]?.update(event) }
        for effect in state.update(event) { perform(effect) }
    }

    private mutating func perform(_ effect: Effect) {
        let (world, paths) = (host.scene.world, host.paths)
        switch (effect, world) {
        case (.redraw, _), (.suspend, _): break
        case (.quit, _): hasEnded = true
        // What never answers in such a world.
        case (.askReverseDNS, .asking), (.sign, .signing), (.signRequest, .signing), (.listFolder, .looking),
            (.readFiles, .reading), (.prepare, .signing), (.regenerate, .writing), (.renewAutomatically, .writing),
            (.refresh, .reading),
            (.history, .reading), (.summarize, .reading), (.summarizeAll, .reading), (.open, .reading),
            (.judge, .reading):
            break
        case (.listFolder(let path), _): performer.perform(.listFolder(paths.real(path)))
        case (.readFiles(let files, let file, let server, let served), _):
            let effect = Effect.readFiles(
                files.map(paths.real), passphraseFor: file.map(paths.real), server, served: served)
            world == .unreadable ? work.withoutRights { performer.perform(effect) } : performer.perform(effect)
        case (.export(let choice, let path), _): performer.perform(.export(choice, path: paths.real(path)))
        case (.saveRequest(let number, let path), _):
            performer.perform(.saveRequest(number, path: paths.real(path)))
        case (.saveAnswers(let answers, let path), _):
            let effect = Effect.saveAnswers(answers, path: paths.real(path))
            world == .readonly ? work.withoutRights { performer.perform(effect) } : performer.perform(effect)
        case (.copyRoot(let medium), _):
            performer.perform(
                .copyRoot(
                    to: Place(label: medium.label, path: paths.real(medium.path), isRemovable: medium.isRemovable)))
        case (.commitImport(let judgement, let consent), _):
            let real = judgement.with(sets[judgement.set] ?? judgement.set)
            // Only what was shown is confirmed.
            let seen = Array(consent.confirmation.warnings.dropLast(judgement.warnings.count))
            let confirmation = Confirmation(importing: real, warnings: warnings[seen] ?? seen)
            performer.perform(.commitImport(real, consent.given(to: confirmation)))
        case (.regenerate(let id, let consent), _):
            let real = confirmations[consent.confirmation] ?? consent.confirmation
            performer.perform(.regenerate(id: id, consent.given(to: real)))
        default:
            if let events = entries?.answers(to: effect) {
                for event in events { work.post(event) }
            } else {
                performer.perform(effect)
            }
        }
    }
}

extension Consent {
    /// The same answer to what is not shown as it is.
    fileprivate func given(to confirmation: Confirmation) -> Consent {
        (giver == .enter ? confirmation.entered : nil) ?? confirmation.accepted
    }
}
