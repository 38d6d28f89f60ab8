import CertificateEngine
import CertificateModel
import Operations
import Viewer

/// Certificates of files or of an ignited store, as the program opens, decodes and judges them.
struct ReviewedEntries: SceneEntries {
    let sources: String
    private let scene: Scene
    private let reviewer: Reviewer
    private let media: SceneMedia?
    private var told: [Event] = []

    init(_ scene: Scene) throws {
        self.scene = scene
        let library = ReviewLibrary()
        let isStore = scene.shown == ["store"] || scene.part == .home
        media = isStore ? nil : try SceneMedia.at(scene.clock)
        var stored: [UInt8]?
        if isStore {
            let plan = try scene.plan()
            let prepared = try SceneCertificates.ignition(of: plan)
            stored = prepared.identityDER
            library.addStored(
                identity: [prepared.identityDER], chain: [prepared.rootDER],
                names: plan.server.subjectAlternativeNames, isIssuedHere: true)
            sources = "\(scene.store), generation 1"
        } else {
            sources = (scene.world == .peers ? ScenePeers.names : scene.shown).joined(separator: ", ")
        }
        reviewer = Reviewer(library: library, trusted: [], storedIdentity: stored, now: scene.clock)
        if scene.world == .peers {
            told = try ScenePeers.answers(scene.shown.map { try path($0) }, into: library)
        } else if !isStore {
            for name in scene.shown { try open(name) }
        }
    }

    private mutating func open(_ name: String) throws {
        let loader = ReviewLoader(
            library: reviewer.library, storedIdentity: nil, askPeer: World.real.askPeer)
        var failures: [Refusal] = []
        _ = loader.add(.path(try path(name))) { _, error in failures.append(Refusal(error.problem, hint: error.hint)) }
        told += failures.map { .failed(source: name, problem: typed($0.problem), hint: typed($0.hint)) }
    }

    private func path(_ name: String) throws -> String {
        guard let media else { throw SceneError("\"\(name)\" is on no medium") }
        return "\(media.folder)/\(name)"
    }

    /// A text with the names that the operator, who is in the medium's folder, types.
    private func typed(_ text: String) -> String { media.map { text.replacing($0.folder + "/", with: "") } ?? text }

    var count: Int { reviewer.library.count }

    var opening: [Event] { [.counted(count, isAll: scene.world != .reading)] + told }

    func summaries(_ range: Range<Int>) -> [EntrySummary] {
        reviewer.summaries(range).map {
            EntrySummary(
                subject: $0.subject, issuer: $0.issuer, notBefore: $0.notBefore, notAfter: $0.notAfter,
                source: typed($0.source), damage: $0.damage)
        }
    }

    func opened(_ entry: Int) -> OpenedEntry { reviewer.opened(entry) }

    func judged(_ entry: Int, at level: CheckLevel) -> JudgedEntry { reviewer.judged(entry, level) }
}
