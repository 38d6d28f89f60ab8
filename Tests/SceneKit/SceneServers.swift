import CertificateEngine
import CertificateModel
import FoundationEssentials
import Operations
import Synchronization

/// The TLS servers of a scene's host, and the deploy hooks that let them read their files again.
final class SceneServers: Sendable {
    /// Where the servers of the host are asked; they listen on these ports of every address.
    static let endpoints = ["127.0.0.1:443", "127.0.0.1:5061"]
    /// Which hook reloads which of them.
    private static let hooks: [String: UInt16] = ["10-nginx": 443, "20-sip": 5061]

    private struct State {
        /// What each serves, its own certificate first; one that is not here does not run.
        var chains: [UInt16: [[UInt8]]] = [:]
        /// How often a hook was run.
        var hookRuns: [String: Int] = [:]
    }

    private let state = Mutex(State())
    private let world: SceneWorld
    private let parking: SceneParking

    init(_ world: SceneWorld, _ parking: SceneParking) {
        self.world = world
        self.parking = parking
    }

    /// Every server of the host reads the files of a folder.
    func load(_ live: String) throws { for port in Self.hooks.values { try load("\(live)/fullchain.pem", port) } }

    /// The server at a port reads a file.
    func load(_ file: String, _ port: UInt16) throws {
        let chain = try CertificateReader.pem(Array(Data(contentsOf: URL(filePath: file))))
        state.withLock { $0.chains[port] = chain }
    }

    /// What a server answers.
    func answer(_ peer: PeerAddress) throws(PeerError) -> PeerReply {
        let (chain, hasReloaded) = state.withLock { ($0.chains[peer.port], !$0.hookRuns.isEmpty) }
        if world == .proving && hasReloaded || world == .reading { parking.park() }
        guard let chain, world != .peers || peer.description != SceneHost.peers.last else {
            throw PeerError(peer: peer, cause: .refused)
        }
        let isNew = peer.port == 443
        return PeerReply(
            chain: chain, protocolVersion: isNew ? "TLSv1.3" : "TLSv1.2",
            cipher: isNew ? "TLS_AES_256_GCM_SHA384" : "ECDHE-RSA-AES128-GCM-SHA256",
            address: "\(peer.host)" == "ipo1.example.com" ? "192.168.42.1" : "\(peer.host)")
    }

    /// What becomes of a deploy hook.
    func run(_ hook: HookFolder.Hook, _ variables: [String: String]) -> HookOutcome {
        let runs = state.withLock { state in
            state.hookRuns[hook.name, default: 0] += 1
            return state.hookRuns[hook.name] ?? 0
        }
        if world == .hostile { return HookOutcome(name: hook.name, result: .failed(status: 1), output: hook.name) }
        guard let port = Self.hooks[hook.name] else { preconditionFailure("\(hook.name) is no hook of a scene") }
        let isSIP = port == 5061
        if isSIP, world == .deploying { parking.park() }
        if isSIP, world == .undeployed, runs == 1 {
            return HookOutcome(name: hook.name, result: .failed(status: 3), output: Self.output)
        }
        // A reload that is asked for and not done is what only a look at the server shows.
        if isSIP && world == .unproven { return HookOutcome(name: hook.name, result: .succeeded) }
        do { try load("\(variables["KEYTURN_LIVE"] ?? "")/fullchain.pem", port) } catch {
            return HookOutcome(name: hook.name, result: .failed(status: 1), output: "\(error)")
        }
        return HookOutcome(name: hook.name, result: .succeeded)
    }

    private static let output = """
        Reloading the SIP server...
        sipd: cannot open "/var/lib/keyturn/live/identity.key": Permission denied
        sipd: the old certificate stays in use
        """
}
