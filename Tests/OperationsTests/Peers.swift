import CertificateModel
import CertificateStore
import Synchronization
import WorldFixtures

@testable import CertificateEngine
@testable import Operations

/// TLS servers on this host's ports: each serves what it read when it was last told to.
final class Peers: Sendable {
    private let chains = Mutex<[UInt16: [[UInt8]]]>([:])
    private let store: Store

    /// The servers that a host can ask from now on, on these ports; they serve what is live.
    init(on server: TestServer, ports: UInt16...) throws {
        store = server.store
        for port in ports { try reload(port) }
        server.host.with { host in
            host.askPeer = { (address, name) throws(PeerError) in
                guard let chain = self.chains.withLock({ $0[address.port] }) else {
                    throw PeerError(peer: address, startTLS: nil, serverName: name, cause: .refused)
                }
                return PeerReply(
                    chain: chain, protocolVersion: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384",
                    address: address.description, serverName: name?.text, brokenOff: nil)
            }
        }
    }

    /// Lets a server read its files again.
    func reload(_ port: UInt16) throws {
        let chain = try CertificateReader.pem(store.requiredGeneration().contents(of: "fullchain.pem"))
        serve(chain, on: port)
    }

    /// Lets a server serve this; nil stops it.
    func serve(_ chain: [[UInt8]]?, on port: UInt16) { chains.withLock { $0[port] = chain } }
}
