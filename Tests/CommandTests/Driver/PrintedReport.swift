import FoundationEssentials
import Testing

/// What the program prints as JSON.
struct PrintedReport: Decodable, Equatable {
    struct HostName: Decodable, Equatable {
        let value, source: String
    }

    struct Field: Decodable, Equatable {
        let field, contents, note: String
        let departs: String?
        let remarks: [String]
    }

    struct Check: Decodable, Equatable {
        let check, result, detail: String
    }

    struct Certificate: Decodable, Equatable {
        let kind: String
        let fields: [Field]
        let serial, sha256, notBefore, notAfter: String
        let subjectAlternativeNames: [String]
        let checks: [Check]

        subscript(field: String) -> String? { fields.first { $0.field == field }?.contents }
    }

    struct ServerName: Decodable, Equatable {
        let role, name: String
        let coveredBy: String?
    }

    struct RequestedName: Decodable, Equatable {
        let name: String
        let requested, granted: Bool
    }

    let changed: Bool?
    /// Of a dry run, in the place of `changed`.
    let wouldChange: Bool?
    let generation: Int?
    let profile: String?
    let hostName: HostName
    let certificates: [Certificate]
    let files: [String: String]
    let warnings: [String]
    /// Of a renewal that has to wait only.
    let postponedUntil: String?
    /// Of a third party's set only.
    let level: String?
    let serverNames: [ServerName]?
    let requestedNames: [RequestedName]?

    init(_ finished: CommandResult, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try #require(finished.status == 0, "\(finished.errors)", sourceLocation: sourceLocation)
        self = try JSONDecoder().decode(PrintedReport.self, from: Data(finished.output.utf8))
    }
}
