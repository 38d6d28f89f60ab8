import CertificateEngine
import CertificateModel
import CertificateStore
import FoundationEssentials
import Glibc
import Host
import Operations
import Synchronization
import WorldFixtures

/// The host of a scene, on which the real operations work: its files, its clock, its ports, its name server and its servers.
final class SceneHost: Sendable {
    let scene: Scene
    let paths: ScenePaths
    let parking = SceneParking()
    let servers: SceneServers
    private let host: TestHost

    /// The peers of a review: two that answer, and one that does not.
    static let peers = ["ipo1.example.com:443", "[2001:db8::1]:5061", "10.1.1.1:443"]
    static let siteFile = "/etc/keyturn/keyturn.toml"
    /// The keys of all ignitions: they take longest, and no picture shows them.
    static let keys = KeyMaterialGenerator()
    /// Where OpenSSL makes none: nothing on the host lets it fail for one run alone.
    static let noKeys = KeyMaterialGenerator { () throws(OpenSSLError) in
        throw OpenSSLError("make an RSA key", reasons: ["error retrieving entropy"])
    }

    /// A host as its scene finds it.
    convenience init(_ scene: Scene) throws {
        try self.init(bare: scene)
        try SceneStores.fill(self)
        try configure()
        if scene.hasMedia { try plugMedium() }
        if scene.world == .peers {
            guard let other = scene.shown.last else { throw SceneError("a peer serves what \"show\" names") }
            try servers.load(paths.real("\(scene.store)/live/fullchain.pem"), 443)
            try servers.load(paths.real("\(SceneMedia.path)/\(other)"), 5061)
        }
        if scene.world == .drifted || scene.world == .unwell, let last = scene.ports.last {
            move(last.name, to: [SceneStores.otherAddress])
        }
        try breakThings()
    }

    /// A host without a store yet.
    init(bare scene: Scene) throws {
        self.scene = scene
        let isReview = scene.part == .review && scene.hasMedia
        paths = try ScenePaths(currentFolder: isReview ? SceneMedia.path : SceneMedia.currentFolder)
        servers = SceneServers(scene.world, parking)
        host = TestHost(now: scene.clock, ports: scene.ports)
        for folder in ["/etc/keyturn/deploy.d", SceneMedia.currentFolder, SceneMedia.parent] { try makeFolder(folder) }
        try write("", to: Self.siteFile)
        host.with { [servers, parking] state in
            state.names = scene.names.mapValues { [$0] }
            state.name = scene.machineName
            state.isClockSynchronized = scene.world.isClockSynchronized
            state.operator = Operator(uid: 0, login: "root")
            state.askPeer = { (peer, _) throws(PeerError) in try servers.answer(peer) }
            state.runHook = { servers.run($0, $1) }
            state.servePage = { (endpoint) throws(PageFailure) in
                try ScenePages.serve(at: endpoint, scene.world, parking)
            }
        }
    }

    /// Where operations work.
    var installation: Installation {
        var installation = Installation(
            store: paths.real(scene.store), siteFile: paths.real(Self.siteFile), world: world)
        guard scene.world == .full else { return installation }
        // A disk cannot be filled for one store alone: what the system says then is said for it.
        let path = "\(installation.store.layout.folder)/generations"
        installation.store.atStep = { step in
            if step == .pendingMade {
                throw StoreError.noSpace(SystemFailure(action: "write", path: path, code: ENOSPC))
            }
        }
        let requests = "\(installation.store.layout.folder)/requests"
        installation.store.atRequestStep = { (step) throws(StoreError) in
            if step == .pendingMade {
                throw StoreError.noSpace(SystemFailure(action: "write", path: requests, code: ENOSPC))
            }
        }
        return installation
    }

    private var world: World {
        var world = host.world
        world.places = { [scene, paths] in
            let places =
                (scene.hasLogin ? [Place(label: "Current folder", path: SceneMedia.currentFolder)] : [])
                + (scene.hasMedia ? [Place(label: "Removable: usb", path: SceneMedia.path, isRemovable: true)] : [])
            return places.map { Place(label: $0.label, path: paths.real($0.path), isRemovable: $0.isRemovable) }
        }
        world.hasLogin = { [scene] in scene.hasLogin }
        return world
    }

    /// Changes what the host is like.
    func change(_ body: (inout TestHost.State) -> Void) {
        var copy = host.with(\.self)
        body(&copy)
        host.with { [copy] in $0 = copy }
    }

    /// Gives a port other addresses.
    func move(_ port: String, to addresses: [String]) { host.move(port, to: addresses) }

    /// What the site configuration says, and the hooks beside it.
    func configure() throws {
        guard scene.world.hasServers else { return }
        try write(
            """
            [serving]
            endpoints = [\(SceneServers.endpoints.map { "\"\($0)\"" }.joined(separator: ", "))]
            rollback-if-unproven = \(scene.world == .unproven)
            proof-timeout = \(scene.world.isPatient ? 30 : 1)

            [history]
            keep = 5

            """, to: Self.siteFile)
        for hook in scene.world.hooks { try write("#!/bin/sh\n", to: "/etc/keyturn/deploy.d/\(hook)", mode: 0o755) }
        // Servers that have no certificates yet do not run.
        guard FileManager.default.fileExists(atPath: paths.real("\(scene.store)/live")) else { return }
        try servers.load(paths.real("\(scene.store)/live"))
        if scene.world == .unwell {
            try servers.load(
                "\(SceneMedia.at(SceneStores.issuingClock(of: scene)).folder)/unrelated.pem", 5061)
        }
    }

    /// Breaks what the scene's world has broken, where a person would break it.
    private func breakThings() throws {
        switch scene.world {
        case .damaged where scene.part == .wizard:
            try SceneStores.leaveAnswers(self)
            try write("hostname = \"ipo1\nrole = ", to: "\(scene.store)/draft.toml", mode: 0o600)
        case .kept: try SceneStores.leaveAnswers(self)
        case .damaged: try damage("\(scene.store)/live/identity.key")
        case .cloned: host.with { $0.machineID = "fedcba9876543210fedcba9876543210" }
        case .opened where scene.part == .wizard:
            try makeFolder(scene.store)
            try setMode(0o755, of: scene.store)
        case .opened:
            for key in ["root.key", "identity.key"] { try setMode(0o644, of: "\(scene.store)/live/\(key)") }
            try setMode(0o755, of: scene.store)
        case .unsigned where scene.part == .home:
            try FileManager.default.removeItem(atPath: paths.real("\(scene.store)/live/root.key"))
        case .readonly where scene.part == .wizard: try setMode(0o555, of: SceneMedia.currentFolder)
        case .readonly:
            // Written by hand, in a way that is right and that the program does not change.
            try write("renewal = { automatic = true }\n", to: Self.siteFile)
        default: break
        }
    }

    /// Turns the last octet of a file around.
    func damage(_ path: String) throws {
        let url = URL(filePath: paths.real(path))
        var octets = try Data(contentsOf: url)
        guard let last = octets.popLast() else { throw SceneError("\"\(path)\" is empty") }
        octets.append(~last)
        try octets.write(to: url)
    }

    func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: paths.real(path), withIntermediateDirectories: true)
    }

    func write(_ text: String, to path: String, mode: Int = 0o644) throws {
        try Data(text.utf8).write(to: URL(filePath: paths.real(path)))
        try setMode(mode, of: path)
    }

    private func setMode(_ mode: Int, of path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: paths.real(path))
    }

    /// Plugs the medium in: the one of all scenes, or a copy where the scene changes it.
    private func plugMedium() throws {
        let media = try SceneMedia.at(scene.clock)
        let path = paths.real(SceneMedia.path)
        guard [.unreadable, .requested, .fetched].contains(scene.world) else {
            return try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: media.folder)
        }
        let log = paths.real("/log")
        try SceneTool.run(["cp", "-a", "--sparse=always", media.folder, path], output: log)
        try setMode(0o755, of: SceneMedia.path)
        if scene.world == .unreadable { return try setMode(0, of: "\(SceneMedia.path)/good.p12") }
        if scene.world == .requested { try SceneStores.answerRequest(self, log: log) }
    }
}
