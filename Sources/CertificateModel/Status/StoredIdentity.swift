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

    /// The names by which clients reach this host now, and whether the identity covers them: its host name, and every
    /// address of its first two ports. `hostName` is the name of the host now; nil where it has none.
    ///
    /// A third party's identity without any address is not meant for clients that connect by address.
    public func coverage(of facts: HostFacts, hostName: HostName?) -> [Coverage] {
        let asked = hostName.map { [GeneralName.dns($0.text)] } ?? []
        let hasAddresses = names.contains { if case .ip = $0 { true } else { false } }
        let ports = isImported && !hasAddresses ? [] : facts.interfaces.prefix(2)
        return ports.enumerated().reduce(Coverage.of(asked, as: "host name", by: names)) { rows, port in
            let addresses = port.element.addresses.map { GeneralName.ip($0) }
            return rows + Coverage.of(addresses, as: "LAN\(port.offset + 1) address", by: names)
        }
    }
}
