import CertificateModel
import ScreenKit
import Viewer

/// Plays a scene against the pure viewer: the world answers every effect at once, and always the same.
struct ViewerPlayer {
    private let scene: Scene
    private(set) var state: State
    private let world: any SceneEntries
    /// The server of a home screen; nil where a review is played.
    private var server: SceneServer?
    /// Whether the viewer has ended.
    private var hasEnded = false

    init(_ scene: Scene) throws {
        self.scene = scene
        world = try Self.entries(of: scene)
        state = State(
            start: scene.part == .home ? .home : .list, size: scene.size, glyphs: .of(scene.charset),
            now: scene.clock, sources: world.sources)
        for event in try world.opening { try tell(event) }
        guard scene.part == .home else { return }
        server = try SceneServer(scene)
        if scene.world != .reading, let server { try tell(.home(try server.facts)) }
    }

    private static func entries(of scene: Scene) throws -> any SceneEntries {
        switch scene.world {
        case .many: ManyEntries(scene)
        case .hostile: HostileEntries(scene)
        default: try ReviewedEntries(scene)
        }
    }

    var screen: Screen { state.view() }

    mutating func play(_ step: SceneStep) throws {
        guard !hasEnded else { throw SceneError("the viewer has ended, and there are more keys") }
        switch step {
        case .press(let key): try tell(.key(key))
        case .resize(let size): try tell(.resized(size))
        }
    }

    private mutating func tell(_ event: Event) throws {
        var effects = state.update(event)
        while !effects.isEmpty {
            for answer in try answers(to: effects.removeFirst()) { effects += state.update(answer) }
        }
    }

    private mutating func answers(to effect: Effect) throws -> [Event] {
        switch effect {
        case .quit:
            hasEnded = true
            return []
        case .redraw: return []
        case .refresh, .prepare, .discard, .regenerate, .history, .rollBack, .runHooks, .renewAutomatically:
            return try server?.answers(to: effect) ?? []
        case .summarize(let range):
            if scene.world == .reading { return [] }
            return [.summarized(first: range.lowerBound, world.summaries(range))]
        case .summarizeAll:
            if scene.world == .reading { return [] }
            return [.summarized(first: 0, world.summaries(0..<world.count)), .summarizedAll]
        case .open(let entry):
            if scene.world == .reading { return [] }
            return [.opened(entry, world.opened(entry))]
        case .judge(let entry, let level):
            if scene.world == .reading { return [] }
            return [.judged(entry, level, world.judged(entry, at: level))]
        }
    }
}

/// What a review shows.
protocol SceneEntries {
    /// What the operator named.
    var sources: String { get }
    /// How many entries there are.
    var count: Int { get }
    /// What is told without being asked.
    var opening: [Event] { get throws }
    func summaries(_ range: Range<Int>) -> [EntrySummary]
    func opened(_ entry: Int) -> OpenedEntry
    func judged(_ entry: Int, at level: CheckLevel) -> JudgedEntry
}
