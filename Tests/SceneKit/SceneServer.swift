import CertificateEngine
import CertificateModel
import Viewer

/// The server of a scene of the home screen: what it is like, and what it answers to what is done to it.
struct SceneServer {
    private let scene: Scene
    /// The ports as they are now, and the plan of the certificates as they were issued.
    private let ports: [NetworkInterface]
    private let issued: Plan
    private var live: PreparedIgnition
    private var generations: [HistoryEntry]
    private var isAutomatic = true
    /// Whether what is live was handed to its servers; nil where it has none.
    private var handoff: HandoffState?
    private var prepared: [Int: PreparedIgnition] = [:]

    init(_ scene: Scene) throws {
        self.scene = scene
        let hasMoved = scene.world == .drifted || scene.world == .unwell
        ports = hasMoved ? Array(scene.ports.dropLast()) + [try Self.moved(scene.ports.last)] : scene.ports
        let days: Int64 =
            switch scene.world {
            case .ordinary, .drifted, .well, .unwell: 0
            case .due: 720
            default: 300
            }
        issued = try scene.plan(ports: scene.ports, clock: scene.clock.adding(seconds: -days * 86_400))
        live = try SceneCertificates.ignition(of: issued)
        generations = try SceneHistory.entries(of: scene, live)
    }

    /// A port that has got another address since.
    private static func moved(_ port: NetworkInterface?) throws -> NetworkInterface {
        NetworkInterface(name: port?.name ?? "eth1", mac: port?.mac, addresses: [try IPAddress("10.1.1.77")])
    }

    private var isImported: Bool { scene.world == .unwell }

    /// Whether it is one that a terminal can be brought to, without endpoints and hooks.
    private var isBare: Bool { scene.world == .ordinary || scene.world == .drifted }

    /// What its home screen shows.
    var facts: ServerState {
        get throws {
            var identity = live.identity
            if isImported { identity.notAfter = scene.clock.adding(seconds: 13 * 86_400) }
            let stored = StoredIdentity(
                server: live.plan.server, identity: identity, root: live.root, isImported: isImported,
                sha256: live.identitySHA256)
            let clock = IgnitionClock(reading: scene.clock)
            let host = HostFacts(interfaces: ports, clock: clock)
            let coverage = stored.coverage(of: host, hostName: live.plan.server.hostName.value)
            let generation = generations.first { $0.isLive }?.generation ?? 12
            let renewal = RenewalOutlook(
                stored, coverage: coverage, clock: clock, clockWasWrong: false, isAutomatic: isAutomatic)
            var facts = ServerState(
                hostName: live.plan.server.hostName.value.text, store: scene.store,
                siteFile: "/etc/keyturn/keyturn.toml", generation: generation, isImported: isImported,
                profile: isImported ? nil : live.plan.profile.rawValue,
                status: ServerStatus(
                    stored, coverage: coverage, served: served, now: scene.clock, reasons: renewal.reasons,
                    handoff: handoff),
                pendingRequests: isImported ? 1 : 0, now: scene.clock, coverage: coverage,
                absent: stored.absentNames(on: host, hadAddresses: Set(scene.ports.flatMap(\.addresses))),
                renewal: renewal,
                clockWarning: clock.warning)
            if scene.world == .damaged {
                facts.damage = Refusal(
                    "\"\(scene.store)/generations/000012/identity.key\" is damaged: its contents are not those in the manifest",
                    hint: "restore it from a copy, or h goes back to an older one")
            }
            return facts
        }
    }

    private var served: [ServedState] {
        if isBare { return [] }
        return [
            ServedState(endpoint: "127.0.0.1:443", answer: .asStored),
            ServedState(
                endpoint: "127.0.0.1:5061",
                answer: isImported
                    ? .other(name: "localhost", sha256: Array(repeating: 0x5a, count: 32)) : .asStored),
        ]
    }

    /// What comes back of an effect, now.
    mutating func answers(to effect: Effect) throws -> [Event] {
        switch effect {
        case .refresh: return scene.world == .reading ? [] : [.home(try facts)]
        case .prepare(let choice, let id): return try prepare(choice, id)
        case .discard(let id): prepared[id] = nil
        case .regenerate(let id):
            guard let new = prepared[id] else { throw SceneError("nothing was prepared under \(id)") }
            return try makeLive(new)
        case .history: return scene.world == .reading ? [] : [.history(generations)]
        case .rollBack(let number): return rollBack(to: number)
        case .runHooks:
            guard let generation = generations.first(where: \.isLive)?.generation else { return [] }
            // Whoever runs them again has mended what was wrong.
            return handOff(generation, SceneHandoff(scene, isMended: true))
        case .renewAutomatically(let isOn):
            if scene.world == .readonly {
                return [
                    .renewalNotSaved(
                        Refusal(
                            "cannot write \"/etc/keyturn/keyturn.toml\": read-only file system",
                            hint: "make the file writable, or change \"automatic\" of its table [renewal] there"))
                ]
            }
            if scene.world == .writing { return [] }
            isAutomatic = isOn
            return [.renewsAutomatically(isOn)]
        default: break
        }
        return []
    }

    private mutating func prepare(_ choice: RegenerationChoice, _ id: Int) throws -> [Event] {
        if scene.world == .signing { return [] }
        if scene.world == .unsigned {
            return [
                .notPrepared(
                    id: id,
                    Refusal(
                        "the root's private key is not in \"\(scene.store)/generations/000012\"",
                        hint: "put a copy of root.key back, or make a new root: keyturn regenerate root --new-key"
                    ))
            ]
        }
        let plan = try scene.plan(ports: ports, clock: scene.clock)
        let new = try SceneCertificates.regeneration(of: plan, choice, replacing: live)
        prepared[id] = new
        return [
            .prepared(
                RegenerationPreview(
                    id: id,
                    difference: Difference(
                        root: live.root, identity: live.identity, toRoot: new.root, identity: new.identity),
                    root: choice.subject == .root ? new.rootTable : nil, identity: new.identityTable,
                    profile: plan.profile, warnings: plan.clock.warning.map { [$0] } ?? [],
                    clockWarning: plan.clock.warning))
        ]
    }

    private mutating func makeLive(_ new: PreparedIgnition) throws -> [Event] {
        if scene.world == .writing { return [] }
        if scene.world == .full {
            return [
                .notSwitched(
                    Refusal(
                        "cannot write \"\(scene.store)/generations\": no space left on device",
                        hint: "make room there, and press Enter to write again"))
            ]
        }
        let number = (generations.map(\.generation).max() ?? 0) + 1
        let before = generations.first { $0.isLive }?.generation ?? 0
        let isServed = scene.world != .unproven
        if isServed { live = new }
        generations =
            [
                SceneHistory.entry(
                    number, new, command: "regenerate", isLive: isServed, wasServed: isBare ? nil : isServed)
            ] + generations.map { $0.live(!isServed && $0.isLive) }
        return handOff(number, SceneHandoff(scene, before: before))
    }

    private mutating func rollBack(to number: Int) -> [Event] {
        if scene.world == .ended {
            return [
                .notSwitched(
                    Refusal(
                        "generation \"\(number)\" has ended: its identity.pem at 2028-11-14T09:30:00Z",
                        hint: "go back to another one, or set this server's clock, which says \(scene.clock)"))
            ]
        }
        let before = generations.first { $0.isLive }?.generation ?? 0
        generations = generations.map { $0.live($0.generation == number) }
        return handOff(number, SceneHandoff(scene, before: before))
    }

    /// Hands a generation to the servers, of the certificates that are live now.
    private mutating func handOff(_ number: Int, _ handoff: SceneHandoff) -> [Event] {
        let failed = handoff.outcome?.hooks.filter { !$0.hasSucceeded } ?? []
        self.handoff = failed.isEmpty ? .done : .failed(failed)
        let switched = SwitchedGeneration(
            generation: number, rootFingerprint: Hexadecimal.string(live.rootSHA256),
            identityFingerprint: Hexadecimal.string(live.identitySHA256))
        return [.switched(switched)] + handoff.steps.map { .handingOff($0) }
            + (handoff.outcome.map { [.handedOff($0)] } ?? [])
    }
}

extension HistoryEntry {
    /// The same generation, live or not.
    fileprivate func live(_ isLive: Bool) -> HistoryEntry {
        HistoryEntry(generation: generation, isLive: isLive, wasServed: wasServed, contents: contents)
    }
}
