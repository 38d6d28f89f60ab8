import FoundationEssentials
import Glibc
import Testing

/// A server that makes signing requests, and an authority that answers them: the real openssl, with books of its own.
struct RequestStage {
    let stage: ImportStage

    init(isIgnited: Bool = true) throws {
        stage = try ImportStage(isIgnited: isIgnited)
        let authority = stage.scratch.path("authority")
        mkdir(authority, 0o755)
        try Tool.expect(["cp", "-a", try ImportMaterial.path("request-ca"), authority], in: stage.scratch)
    }

    var scratch: Scratch { stage.scratch }
    var store: String { scratch.store }

    /// Makes a request; its path.
    func request() throws -> String {
        let number = (1...).first { !Files.exists(scratch.path("request-\($0).csr")) } ?? 0
        let path = scratch.path("request-\(number).csr")
        let made = try stage.run(["request", "--out", path])
        try #require(made.status == 0, "\(made.errors)")
        return path
    }

    /// What the authority answers; with `grant` as in sign-request.sh.
    func answer(to request: String, _ grant: String? = nil) throws -> String {
        let path = scratch.path("answer.pem")
        try Tool.expect(
            ["\(ImportMaterial.fixtures)/sign-request.sh", scratch.path("authority"), request, path]
                + [grant].compactMap(\.self), in: scratch)
        return path
    }

    /// The numbers of the requests that wait, as the list says.
    func waiting() throws -> [Int] { try list().map(\.request) }

    func list() throws -> [Pending] {
        let printed = try stage.run(["request", "list", "--format", "json"])
        try #require(printed.status == 0, "\(printed.errors)")
        return try JSONDecoder().decode(Requests.self, from: Data(printed.output.utf8)).requests
    }

    /// A request that waits, as JSON has it.
    struct Pending: Decodable {
        let request: Int
        let created, hostName, subject, publicKeySHA256: String
        let subjectAlternativeNames: [String]
    }

    private struct Requests: Decodable {
        let requests: [Pending]
    }

    /// A request as it is made, as JSON has it.
    struct Made: Decodable {
        let changed, wouldChange: Bool?
        let request: Int?
        let fields: [PrintedReport.Field]
        let subjectAlternativeNames: [String]
        let publicKeySHA256, pem: String

        init(_ finished: CommandResult) throws {
            try #require(finished.status == 0, "\(finished.errors)")
            self = try JSONDecoder().decode(Made.self, from: Data(finished.output.utf8))
        }
    }

    /// All names of the fixtures' server.
    static let names = ["DNS:ipo1.example.com", "IP:192.168.42.1", "IP:2001:db8::1", "IP:10.1.1.1"]
}
