public import CertificateEngine
public import CertificateModel
public import CertificateStore
import Host

/// Makes CSRs, and keeps their keys in the store until the certificates are imported.
public struct Request: Sendable {
    /// A CSR that is signed but not written.
    public struct Prepared: Sendable {
        /// The server that it is for.
        public let server: ServerIdentity
        /// The CSR.
        public let request: PreparedRequest
        /// What the operator should know of the store that is to keep its key, a sentence each.
        public let warnings: [String]
    }

    let installation: Installation

    private var store: Store { installation.store }
    private var world: World { installation.world }

    /// The CSRs of a server.
    public init(_ installation: Installation) { self.installation = installation }

    /// Generates a key and signs a CSR with it. The server comes from the answers, else from the store, else from this
    /// host.
    public func prepare(_ answers: Answers? = nil) throws(OperationError) -> Prepared {
        try prepare(for: try OperationError.facts { try server(answers) })
    }

    /// Generates a key and signs a CSR of this server with it.
    public func prepare(for server: ServerIdentity) throws(OperationError) -> Prepared {
        try OperationError.facts {
            Prepared(
                server: server, request: try PreparedRequest(for: server, key: try world.newKey()),
                warnings: installation.storeWarnings)
        }
    }

    private func server(_ answers: Answers?) throws -> ServerIdentity {
        let planning = Planning(world)
        if let answers { return try planning.server(answers, world.facts()) }
        return try store.liveGeneration()?.server() ?? planning.hostServer(try installation.site.read().defaults)
    }

    /// Writes the CSR and its key; returns its number.
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
            let number = try store.withLock { writer in try writer.addRequest(files, body: body) }
            request.dropKey()
            return number
        }
    }

    /// The pending CSRs, the oldest first.
    public func pending() throws(OperationError) -> [StoredRequest] {
        try OperationError.facts { try store.requests() }
    }

    /// The pending CSRs with the servers that they are for, the oldest first.
    public func waiting() throws(OperationError) -> [WaitingRequest] {
        try OperationError.facts {
            try store.requests().map { request in
                WaitingRequest(
                    number: request.number, created: request.body.created, server: try request.server(),
                    file: file(of: request.number))
            }
        }
    }

    /// Where the CSR of this number is, as PEM.
    public func file(of number: Int) -> String { "\(store.layout.request(number))/request.pem" }

    /// Writes a copy of a pending CSR to a new file, as PEM.
    public func copy(_ number: Int, to path: String) throws(OperationError) {
        try OperationError.facts {
            let request = try store.request(number).contents(of: "request.pem")
            try NewFile.write(request, to: path, within: installation.world.reach)
        }
    }

    /// Drops a pending CSR with its key. Returns what to warn of, if the key is still there: the next change of the store
    /// removes it.
    public func drop(_ number: Int) throws(OperationError) -> String? {
        try OperationError.facts {
            // A store that does not exist must not be created for this error.
            guard try store.requestNumbers().contains(number) else {
                throw StoreError.noSuchRequest(number, path: store.layout.folder)
            }
            let entry = installation.journalEntry(command: "request", result: JournalEntry.dropped)
            let failure = try store.withLock { writer in try writer.dropRequest(number, journal: entry) }
            return failure.map {
                "the signing request \"\(number)\" is dropped, and is not removed with its private key yet: "
                    + OperationError($0).problem
            }
        }
    }
}
