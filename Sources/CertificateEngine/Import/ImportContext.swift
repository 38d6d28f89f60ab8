public import CertificateModel

/// What a store knows that an import needs.
public struct ImportContext: Sendable {
    /// A signing request that waits for its certificate; its key is in the store.
    public struct PendingRequest: Sendable {
        /// The number that the store knows it by.
        public let number: Int
        /// SHA-256 over the DER of its SubjectPublicKeyInfo (RFC 5280 section 4.1), as lower-case hexadecimal digits.
        public let publicKeySHA256: String
        /// The names that it asks for.
        public let names: [GeneralName]
        /// Reads its private key, which is needed only where a certificate answers the request.
        public let key: @Sendable () throws -> PrivateKey

        /// A request of these parts.
        public init(
            number: Int, publicKeySHA256: String, names: [GeneralName], key: @escaping @Sendable () throws -> PrivateKey
        ) {
            self.number = number
            self.publicKeySHA256 = publicKeySHA256
            self.names = names
            self.key = key
        }
    }

    /// The trusted certificate store: the DER of each certificate. One that cannot be decoded is passed over.
    public var trusted: [[UInt8]]
    /// The DER of the identity that the server has now; nil where it has none.
    public var liveIdentity: [UInt8]?
    /// Reads the private key of that identity: a certificate authority may sign the same key again.
    public var liveKey: (@Sendable () throws -> PrivateKey)?
    /// The signing requests that wait for their certificates.
    public var requests: [PendingRequest]

    /// A context of these parts; without any, it is that of a server that has nothing yet.
    public init(
        trusted: [[UInt8]] = [], liveIdentity: [UInt8]? = nil, liveKey: (@Sendable () throws -> PrivateKey)? = nil,
        requests: [PendingRequest] = []
    ) {
        self.trusted = trusted
        self.liveIdentity = liveIdentity
        self.liveKey = liveKey
        self.requests = requests
    }
}
