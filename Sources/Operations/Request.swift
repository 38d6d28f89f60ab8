public import CertificateEngine
public import CertificateModel
public import CertificateStore

/// Makes signing requests, and keeps their keys in the store until the answer comes.
public struct Request: Sendable {
    /// A request that is signed but not written.
    public struct Prepared: Sendable {
        /// The server that it is for.
        public let server: ServerIdentity
        /// The request.
        public let request: PreparedRequest
    }

    let installation: Installation

    private var store: Store { installation.store }
    private var world: World { installation.world }

    /// The requests of a server.
    public init(_ installation: Installation) { self.installation = installation }

    /// Makes a key and signs a request with it: for the server that answers describe, else for the one that the store holds
    /// certificates of, else for this host.
    public func prepare(_ answers: Answers? = nil) throws(OperationError) -> Prepared {
        try OperationError.facts {
            let server = try server(answers)
            return Prepared(
                server: server, request: try PreparedRequest(for: server, key: try PrivateKey.generateRSA2048()))
        }
    }

    private func server(_ answers: Answers?) throws -> ServerIdentity {
        let planning = Planning(world)
        if let answers { return try planning.server(answers, world.facts()) }
        return try store.liveGeneration()?.server() ?? planning.hostServer(try installation.site.read().defaults)
    }

    /// Writes the request and its key; returns its number.
    public func commit(_ prepared: Prepared) throws(OperationError) -> Int {
        try OperationError.facts {
            let (server, request) = (prepared.server, prepared.request)
            let body = RequestBody(
                created: world.now().description, software: SoftwareRelease.version, operator: world.operator(),
                subject: request.contents.subject.description, names: request.contents.names.map(\.description),
                publicKeySHA256: Hexadecimal.string(request.publicKeySHA256),
                hostName: HostNameRecord(server.hostName), role: server.role.rawValue,
                answers: ServerRecord.json(of: server), ports: ServerRecord.ports(of: server))
            let files = try request.files().map(GenerationFile.init)
            return try store.withLock { writer in try writer.addRequest(files, body: body) }
        }
    }

    /// The requests that wait for their answer, the oldest first.
    public func pending() throws(OperationError) -> [StoredRequest] {
        try OperationError.facts { try store.requests() }
    }

    /// Gives a request up, with its key.
    public func drop(_ number: Int) throws(OperationError) {
        try OperationError.facts {
            // A store that is not there is not made only to say that it holds no request.
            guard try store.requestNumbers().contains(number) else {
                throw StoreError.noSuchRequest(number, path: store.layout.folder)
            }
            let entry = installation.journalEntry(command: "request", result: JournalEntry.dropped)
            try store.withLock { writer in try writer.dropRequest(number, journal: entry) }
        }
    }
}
