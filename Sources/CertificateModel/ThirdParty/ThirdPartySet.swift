/// The certificates of a set that a third party issued, in memory, put in order: what an import is about to write.
public struct ThirdPartySet: Hashable, Sendable {
    /// The certificate of the private key.
    public var identity: DecodedCertificate
    /// Those between it and the root, the identity's issuer first.
    public var intermediates: [DecodedCertificate]
    /// The end of the chain; the identity itself where that is self-signed.
    public var root: DecodedCertificate
    /// Whether the identity is self-signed.
    public var isSelfSigned: Bool
    /// Why the chain does not hold; nil where it does.
    public var chainProblem: ChainProblem?
    /// By whom the root is trusted; nil where nobody looked, and where nobody does.
    public var trust: RootTrust?
    /// Why OpenSSL refuses the chain as that of a TLS server, in its words, whatever else is known of it; nil where it does not.
    public var clientRefusal: String?
    /// Whether the identity is in the trusted certificate store.
    public var isTrusted: Bool
    /// Whether the identity is the one that this server has already.
    public var isReflected: Bool
    /// The names that were asked for, where the set answers a signing request of this server.
    public var requested: [GeneralName]?
    /// What the operator should know of how the set was made: what was left out, what was put in order. Sentences.
    public var remarks: [String]

    /// A set of these parts.
    public init(
        identity: DecodedCertificate, intermediates: [DecodedCertificate], root: DecodedCertificate, isSelfSigned: Bool,
        chainProblem: ChainProblem? = nil, trust: RootTrust? = nil, clientRefusal: String? = nil,
        isTrusted: Bool = false, isReflected: Bool = false,
        requested: [GeneralName]? = nil, remarks: [String] = []
    ) {
        self.identity = identity
        self.intermediates = intermediates
        self.root = root
        self.isSelfSigned = isSelfSigned
        self.chainProblem = chainProblem
        self.trust = trust
        self.clientRefusal = clientRefusal
        self.isTrusted = isTrusted
        self.isReflected = isReflected
        self.requested = requested
        self.remarks = remarks
    }

    /// Every certificate once, from the root to the identity, and what it is.
    public var members: [(kind: CertificateKind, member: DecodedCertificate)] {
        let authorities = (isSelfSigned ? [] : [(CertificateKind.root, root)])
        return authorities + intermediates.reversed().map { (.intermediate, $0) } + [(.identity, identity)]
    }
}
