package import CertificateModel
import Threads

/// What `review` prints of files and peers as JSON: the documented shape, with where each certificate came from.
package struct SourceReport: Encodable {
    /// A certificate of a source; what cannot be decoded has no fields.
    struct Entry: Encodable {
        enum Contents {
            case certificate(CertificateEntry)
            case octets(UndecodableEntry)
        }

        let source: String
        let contents: Contents

        private enum CodingKeys: CodingKey {
            case source, kind
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(VisibleText.cleaned(source), forKey: .source)
            switch contents {
            case .certificate(let certificate): try certificate.encode(to: encoder)
            case .octets(let octets):
                try container.encode(CertificateKind.other.rawValue, forKey: .kind)
                try octets.encode(to: encoder)
            }
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
    private let certificates: [Entry] = []
    let peers: [Peer]
    let failures: [Failure]
    let warnings: [String]

    private enum CodingKeys: CodingKey {
        case changed, certificates, peers, failures, warnings
    }

    /// Prints it with this many certificates, of which only a few are in memory at a time.
    func print(_ count: Int, entries: @escaping @Sendable (Int) -> Entry) throws {
        // With sorted keys, the certificates come first.
        let text = try Console.json(self)
        guard count > 0, let rest = text.firstRange(of: "[\n\n  ]"),
            text[..<rest.lowerBound] == "{\n  \"certificates\" : "
        else {
            return try Console.say(text)
        }
        try Console.say("{\n  \"certificates\" : [")
        var printed = 0
        try ParallelMap.portions(of: count, size: SourceReview.portion(of: count)) { range in
            range.map { entry in
                // By bytes: by characters it would take longer than the rest.
                let lines = ((try? Console.json(entries(entry))) ?? "null").utf8.split(separator: UInt8(ascii: "\n"))
                return lines.map { "    \(Substring($0))" }.joined(separator: "\n")
            }
        } each: { (texts: [String]) throws(CommandFailure) in
            for text in texts {
                printed += 1
                try Console.say(printed == count ? text : "\(text),")
            }
        }
        try Console.say("  ]\(text[rest.upperBound...])")
    }

    package init(
        peers: [PeerFacts] = [], failures: [(source: String, failure: CommandFailure)],
        warnings: [String] = []
    ) {
        self.warnings = warnings
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
