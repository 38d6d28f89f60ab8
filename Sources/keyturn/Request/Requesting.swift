import CertificateEngine
import CertificateModel
import CertificateStore
import Host

/// Makes signing requests, and keeps their keys in the store until the answer comes.
struct Requesting: Sendable {
    /// A request that is signed but not written.
    struct Prepared: Sendable {
        let server: ServerIdentity
        let request: PreparedRequest
    }

    let store: Store

    /// Makes a key and signs the request of a server with it.
    func prepare(for server: ServerIdentity) throws -> Prepared {
        Prepared(
            server: server, request: try PreparedRequest(for: server, key: try PrivateKey.generateRSA2048()))
    }

    /// Writes the request and its key; returns its number.
    func commit(_ prepared: Prepared) throws -> Int {
        let (server, request) = (prepared.server, prepared.request)
        let body = RequestBody(
            created: SystemClock.now().description, software: SoftwareRelease.version, operator: .current,
            subject: request.contents.subject.description, names: request.contents.names.map(\.description),
            publicKeySHA256: Hexadecimal.string(request.publicKeySHA256),
            hostName: HostNameRecord(value: server.hostName.value.text, source: server.hostName.source.rawValue),
            role: server.role.rawValue, answers: ServerRecord.json(of: server))
        let files = try request.files().map(GenerationFile.init)
        return try store.withLock { writer in try writer.addRequest(files, body: body) }
    }

    /// Gives a request up, with its key.
    func drop(_ number: Int) throws {
        let entry = JournalEntry(
            time: SystemClock.now().description, command: "request", operator: .current, result: JournalEntry.dropped)
        // A store that is not there is not made only to say that it holds no request.
        guard try store.requestNumbers().contains(number) else {
            throw StoreError.noSuchRequest(number, path: store.layout.folder)
        }
        try store.withLock { writer in try writer.dropRequest(number, journal: entry) }
    }
}
