public import CertificateModel

/// What an import has to know about the store.
public struct ImportContext: Sendable {
    /// A pending CSR; its private key is in the store.
    public struct PendingRequest: Sendable {
        /// Its number in the store.
        public let number: Int
        /// SHA-256 of the SPKI in DER (RFC 5280 section 4.1), in lower-case hexadecimal.
        public let publicKeySHA256: String
        /// The names in the CSR.
        public let names: [GeneralName]
        /// Reads its private key. This is called only if a certificate answers the CSR.
        public let key: @Sendable () throws -> PrivateKey

        /// A pending CSR from its parts.
        public init(
            number: Int, publicKeySHA256: String, names: [GeneralName], key: @escaping @Sendable () throws -> PrivateKey
        ) {
            self.number = number
            self.publicKeySHA256 = publicKeySHA256
            self.names = names
            self.key = key
        }
    }

    /// The trusted certificate store: the DER of each certificate. Certificates that cannot be decoded are skipped.
    public var trusted: [[UInt8]]
    /// The DER of the live identity; nil if the server has none.
    public var liveIdentity: [UInt8]?
    /// Reads the private key of the live identity: a CA may issue a new certificate for the same key.
    public var liveKey: (@Sendable () throws -> PrivateKey)?
    /// The pending CSRs.
    public var requests: [PendingRequest]
    /// What the clock says; nil if validity periods are not to be compared when the chain is chosen.
    public var now: Timestamp?

    /// A context of these parts. The default is a server that has nothing yet.
    public init(
        trusted: [[UInt8]] = [], liveIdentity: [UInt8]? = nil, liveKey: (@Sendable () throws -> PrivateKey)? = nil,
        requests: [PendingRequest] = [], now: Timestamp? = nil
    ) {
        self.trusted = trusted
        self.liveIdentity = liveIdentity
        self.liveKey = liveKey
        self.requests = requests
        self.now = now
    }
}
