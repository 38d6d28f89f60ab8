import CertificateModel
public import CertificateStore

/// What the tests of the store and the probe that dies for them ask of an authority.
extension Fixtures {
    /// The two files of a request, each of which carries the tag.
    public static func requestFiles(_ tag: String) -> [GenerationFile] {
        [
            GenerationFile("request.pem", .open(text("request.pem", tag))),
            GenerationFile("request.key", .secret(FixtureSecret(text("request.key", tag)))),
        ]
    }

    /// The body of a request, whose public key is the tag's own.
    public static func requestBody(_ tag: String) -> RequestBody {
        RequestBody(
            created: "2026-01-02T03:04:05Z", software: "1.0.0", operator: Operator(uid: 0, login: "root"),
            subject: "CN=\(tag).example.com", names: ["DNS:\(tag).example.com", "IP:192.168.42.1"],
            publicKeySHA256: keySHA256(tag), hostName: HostNameRecord(value: "\(tag).example.com", source: "entered"),
            role: "primary", answers: .object(["years": .integer(2)]))
    }

    /// What stands for the digest of a tag's public key.
    public static func keySHA256(_ tag: String) -> String {
        Array(tag.utf8).withUnsafeBytes { digest($0) }.map { String($0, radix: 16) }.joined()
    }

    /// Adds one request that carries the tag.
    @discardableResult
    public static func addRequest(_ store: Store, _ tag: String) throws -> Int {
        try store.withLock { try $0.addRequest(requestFiles(tag), body: requestBody(tag)) }
    }

    /// Drops a request.
    public static func dropRequest(_ store: Store, _ number: Int) throws {
        try store.withLock { writer in
            let entry = JournalEntry(
                time: "2026-01-03T03:04:05Z", command: "request", operator: Operator(uid: 0), reason: "not needed",
                result: JournalEntry.dropped)
            try writer.dropRequest(number, journal: entry)
        }
    }

    /// Commits a generation that carries the tag and answers a request.
    @discardableResult
    public static func complete(_ store: Store, _ tag: String, _ request: Int) throws -> Int {
        try store.withLock { writer in
            try writer.commit(files(tag), manifest: body(), consent: consent(), completing: request) { _ in }
        }
    }

    /// Holds the requests to what must be true of them at every moment, and returns their numbers: each is whole.
    public static func checkRequests(_ store: Store) throws -> [Int] {
        try store.requests().map { request in
            try request.verifyFiles()
            let tags = try ["request.pem", "request.key"].map {
                String(decoding: try request.contents(of: $0).prefix { $0 != 0x0A }, as: UTF8.self)
            }
            guard Set(tags).count == 1, request.body == requestBody(tags[0]) else {
                throw FixtureFailure("request \(request.number) mixes \(tags)")
            }
            return request.number
        }
    }
}
