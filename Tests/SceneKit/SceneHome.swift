import CertificateModel
import Viewer

/// What the home screen of a scene shows.
enum SceneHome {
    static func facts(of scene: Scene) throws -> HomeFacts {
        let isWell = scene.world == .well
        let plan = try scene.plan()
        var identity = plan.identity
        if !isWell { identity.notAfter = scene.clock.adding(seconds: 13 * 86_400) }
        let stored = StoredIdentity(
            server: plan.server, identity: identity, root: plan.root, isImported: !isWell,
            sha256: Array(repeating: 7, count: 32))
        let ports = isWell ? scene.ports : scene.ports.dropLast() + [try moved(scene.ports.last)]
        let clock = IgnitionClock(reading: scene.clock)
        let coverage = stored.coverage(
            of: HostFacts(interfaces: Array(ports), clock: clock), hostName: plan.server.hostName.value)
        let served = [
            ServedState(endpoint: "127.0.0.1:443", answer: .asStored),
            ServedState(
                endpoint: "127.0.0.1:5061",
                answer: isWell
                    ? .asStored : .other(name: "localhost", sha256: Array(repeating: 0x5a, count: 32))),
        ]
        return HomeFacts(
            hostName: plan.server.hostName.value.text, store: scene.store, generation: isWell ? 1 : 12,
            isImported: !isWell, profile: isWell ? plan.profile.rawValue : nil,
            status: ServerStatus(stored, coverage: coverage, served: served, now: scene.clock),
            pendingRequests: isWell ? 0 : 1, now: scene.clock, coverage: coverage, clockWarning: clock.warning)
    }

    /// A port that has got another address since.
    private static func moved(_ port: NetworkInterface?) throws -> NetworkInterface {
        NetworkInterface(name: port?.name ?? "eth1", mac: port?.mac, addresses: [try IPAddress("10.1.1.77")])
    }
}
