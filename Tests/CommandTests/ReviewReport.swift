import FoundationEssentials
import Testing

/// What `review SOURCE...` prints as JSON.
struct ReviewReport: Decodable {
    struct Certificate: Decodable {
        let source, kind: String
        let fields: [PrintedReport.Field]?
        let serial, sha256, notBefore, notAfter: String?
        let subjectAlternativeNames: [String]?
        let checks: [PrintedReport.Check]?
        let sha1, publicKeyPin, signature: String?
        let publicKey: PublicKey?
        let extensions: [Extension]?
        let chain: [Link]?
        /// Of what cannot be decoded only.
        let problem, octets: String?

        subscript(field: String) -> String? { fields?.first { $0.field == field }?.contents }

        /// The checks that did not pass.
        var remarks: [String] { (checks ?? []).filter { $0.result != "pass" }.map(\.check) }
    }

    struct PublicKey: Decodable, Equatable {
        let algorithm: String
        let bits: Int
        let exponent: UInt64?
        let curve: String?
    }

    struct Extension: Decodable, Equatable {
        let oid, name: String
        let critical: Bool
        let lines: [String]
        let octets, remark: String?
    }

    struct Link: Decodable, Equatable {
        let name: String
        let problem: String?
    }

    struct Peer: Decodable {
        let peer, address, protocolVersion, cipher: String
        let isAsStored: Bool?
    }

    struct Failure: Decodable {
        let source, problem, hint: String
    }

    let changed: Bool
    let certificates: [Certificate]
    let peers: [Peer]
    let failures: [Failure]
    let warnings: [String]

    init(_ finished: CommandResult, status: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try #require(finished.status == status, "\(finished.errors)", sourceLocation: sourceLocation)
        self = try JSONDecoder().decode(Self.self, from: Data(finished.output.utf8))
    }
}
