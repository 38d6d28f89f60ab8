import CertificateModel
import CertificateStore
import Operations
import ScreenKit
import Sessions
import Viewer

/// Plays a scene against the pure viewer, on the real operations.
struct ViewerPlayer {
    let host: SceneHost
    let told: SceneTold
    private let work: SceneWork<Event>
    private let performer: ReviewPerformer
    /// Certificates that no file holds, where the scene shows such.
    private let entries: (any SceneEntries)?
    private(set) var state: State
    /// The same in other windows: whatever happens there, it asks for the same.
    private(set) var others: [SceneWindow: State]
    /// Whether the viewer has ended.
    private var hasEnded = false

    init(_ scene: Scene) throws {
        host = try SceneHost(scene)
        told = SceneTold(host.paths)
        work = SceneWork(host.parking)
        entries = Self.entries(of: scene)
        let (title, performer) = try Self.performer(of: host, work)
        self.performer = performer
        let sources = entries?.sources ?? host.paths.shown(title)
        func state(_ size: Size, _ glyphs: Glyphs) -> State {
            State(
                start: scene.part == .home ? .home : .list, size: size, glyphs: glyphs, now: performer.now,
                sources: sources)
        }
        self.state = state(scene.size, .of(scene.charset))
        others = SceneWindow.states { state($0.size(of: scene), $0.glyphs(of: scene)) }
        if let entries { for event in entries.opening { work.post(event) } } else { performer.open() }
        if scene.part == .home { perform(.refresh) }
        settle()
    }

    private static func performer(
        of host: SceneHost, _ work: SceneWork<Event>
    ) throws -> (title: String, ReviewPerformer) {
        let (scene, installation) = (host.scene, host.installation)
        if scene.part == .home {
            let performer = try ReviewPerformer(
                homeOf: installation, start: { work.start($0) }, post: { work.post($0) })
            return ("\(installation.store.layout.folder), generation \(performer.generation)", performer)
        }
        let review = Review(installation)
        var sources: [ReviewSource] = []
        var title = scene.shown.joined(separator: ", ")
        if scene.shown == ["store"] {
            title = "\(installation.store.layout.folder), generation \(try review.addLive(of: installation))"
        } else if scene.world == .peers {
            title = SceneHost.peers.joined(separator: ", ")
            sources = try SceneHost.peers.map { .peer(try PeerAddress($0)) }
        } else {
            sources = scene.shown.map { .path(host.paths.real($0)) }
            // One that never answers keeps the list from being whole.
            if scene.world == .reading { sources.append(.peer(try PeerAddress(SceneHost.peers[0]))) }
        }
        return (
            title,
            ReviewPerformer(review, sources, installation, start: { work.start($0) }, post: { work.post($0) })
        )
    }

    private static func entries(of scene: Scene) -> (any SceneEntries)? {
        switch scene.world {
        case .many where scene.part == .review: ManyEntries(scene)
        case .hostile where scene.part == .review: HostileEntries(scene)
        default: nil
        }
    }

    var screen: Screen { state.view() }

    mutating func play(_ step: SceneStep) throws {
        guard !hasEnded else { throw SceneError("the viewer has ended, and there are more keys") }
        switch step {
        case .press(let key): update(.key(key))
        case .resize(let size): update(.resized(size))
        }
        settle()
    }

    /// Takes what comes until nothing does any more.
    private mutating func settle() {
        while let event = work.next() {
            update(event.shown(told))
            if case .home(let state) = event { performer.show(state) }
        }
    }

    private mutating func update(_ event: Event) {
        for window in SceneWindow.allCases where window.takes(isResizing: event.isResizing) {
            _ = others[window]?.update(event)
        }
        for effect in state.update(event) { perform(effect) }
    }

    private mutating func perform(_ effect: Effect) {
        switch (effect, host.scene.world) {
        case (.quit, _): hasEnded = true
        case (.prepare, .signing), (.regenerate, .writing), (.renewAutomatically, .writing): break
        case (.refresh, .reading), (.history, .reading), (.summarize, .reading), (.summarizeAll, .reading),
            (.open, .reading), (.judge, .reading):
            break
        default:
            if let events = entries?.answers(to: effect) {
                for event in events { work.post(event) }
            } else {
                performer.perform(effect)
            }
        }
    }
}

/// What a review shows that is nowhere on a disk.
protocol SceneEntries {
    /// What the operator named.
    var sources: String { get }
    /// How many entries there are.
    var count: Int { get }
    /// What is told without being asked.
    var opening: [Event] { get }
    func summaries(_ range: Range<Int>) -> [EntrySummary]
    func opened(_ entry: Int) -> OpenedEntry
    func judged(_ entry: Int, at level: CheckLevel) -> JudgedEntry
}

extension SceneEntries {
    /// What comes back of an effect that asks for an entry; nil for every other one.
    func answers(to effect: Effect) -> [Event]? {
        switch effect {
        case .summarize(let range): [.summarized(first: range.lowerBound, summaries(range))]
        case .summarizeAll: [.summarized(first: 0, summaries(0..<count)), .summarizedAll]
        case .open(let entry): [.opened(entry, opened(entry))]
        case .judge(let entry, let level): [.judged(entry, level, judged(entry, at: level))]
        default: nil
        }
    }
}
