/// The live certificates of a store, which its status is judged by.
public struct StoredIdentity: Hashable, Sendable {
    /// The server that it was made for.
    public let server: ServerIdentity
    /// The live identity certificate and the root that it leads to.
    public let identity, root: CertificateContents
    /// The intermediates between the two.
    public let intermediates: [CertificateContents]
    /// Whether a third party issued them.
    public let isImported: Bool
    /// The identity's SHA-256 fingerprint.
    public let sha256: [UInt8]

    /// What is live.
    public init(
        server: ServerIdentity, identity: CertificateContents, root: CertificateContents,
        intermediates: [CertificateContents] = [], isImported: Bool, sha256: [UInt8]
    ) {
        self.server = server
        self.identity = identity
        self.root = root
        self.intermediates = intermediates
        self.isImported = isImported
        self.sha256 = sha256
    }

    /// The names of the identity.
    var names: [GeneralName] { identity.subjectAlternativeNames?.value ?? [] }

    /// Whether a name is one of the identity's, or the first label of one.
    func isCalled(_ name: HostName) -> Bool {
        names.contains { own in
            guard case .dns(let text) = own.compared else { return false }
            return text == name.text || text.hasPrefix("\(name.text).")
        }
    }

    /// The names by which clients reach this host now, and whether the identity covers them: its host name, and every
    /// address that follows a port and that the host has. `present` is the server as it is on its host now, and `hostName`
    /// what it is called; nil where it has no name.
    ///
    /// A third party's identity without any address is not meant for clients that connect by address.
    public func coverage(of present: ServerIdentity, on facts: HostFacts, hostName: HostName?) -> [Coverage] {
        let hasAddresses = names.contains { if case .ip = $0 { true } else { false } }
        let followed = isImported && !hasAddresses ? [] : present.followedPorts.flatMap(\.followed)
        let absent = Set(facts.missing(from: followed))
        let called = hostName.map { [(role: "host name", name: GeneralName.dns($0.text))] } ?? []
        let addresses = followed.filter { !absent.contains($0) }.map { (present.role(of: $0), GeneralName.ip($0)) }
        return Coverage.of(called + addresses, by: names)
    }
}
