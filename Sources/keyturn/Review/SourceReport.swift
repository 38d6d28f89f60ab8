import CertificateModel
import Viewer

/// What `review` prints of files and peers as JSON: the documented shape, with where each certificate came from.
struct SourceReport: Encodable {
    /// A certificate of a source; what cannot be decoded has no fields.
    struct Entry: Encodable {
        let source: String
        let certificate: CertificateEntry?

        private enum CodingKeys: CodingKey {
            case source, kind
        }

        func encode(to encoder: any Encoder) throws {
            try certificate?.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(VisibleText.cleaned(source), forKey: .source)
            if certificate == nil { try container.encode("other", forKey: .kind) }
        }
    }

    struct Peer: Encodable {
        let peer, address, protocolVersion, cipher: String
        let isAsStored: Bool?
    }

    struct Failure: Encodable {
        let source, problem, hint: String
    }

    let changed = false
    let certificates: [Entry]
    let peers: [Peer]
    let failures: [Failure]
    let warnings: [String] = []

    private enum CodingKeys: CodingKey {
        case changed, certificates, peers, failures, warnings
    }

    init(entries: [Entry], peers: [PeerFacts], failures: [(source: String, failure: CommandFailure)]) {
        certificates = entries
        self.peers = peers.map {
            Peer(
                peer: $0.peer, address: $0.address, protocolVersion: $0.protocolVersion, cipher: $0.cipher,
                isAsStored: $0.isAsStored)
        }
        self.failures = failures.map {
            Failure(source: VisibleText.cleaned($0.source), problem: $0.failure.problem, hint: $0.failure.hint)
        }
    }
}
