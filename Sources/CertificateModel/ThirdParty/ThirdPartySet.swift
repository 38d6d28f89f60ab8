/// The certificates of a set that a third party issued, in memory, put in order: what an import is about to write.
public struct ThirdPartySet: Hashable, Sendable {
    /// Why the chain does not hold, although it is whole.
    public enum ChainProblem: Hashable, Sendable {
        /// A name is not one that an authority of the chain may sign for.
        case nameConstraints(String)
        /// OpenSSL does not know the name constraints of this authority; nil where several have some.
        case unknownConstraints(authority: String?, reason: String)
        /// The Authority Key Identifier of this subject names another certificate of this issuer than the one that is there:
        /// `the one with the serial number "1f"`.
        case namesAnother(subject: String, issuer: String, named: String)
        /// The certificate of this issuer is not there, so that the chain leads to no root.
        case missing(issuer: String)
        /// The server that is asked does not send the certificate of this issuer, and its clients do not have it.
        case notSent(issuer: String)
        /// It names itself as its issuer, and the signature is not its own.
        case notItsOwnSignature
        /// Anything else, in OpenSSL's words.
        case other(String)
    }

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
        chainProblem: ChainProblem? = nil, isTrusted: Bool = false, isReflected: Bool = false,
        requested: [GeneralName]? = nil, remarks: [String] = []
    ) {
        self.identity = identity
        self.intermediates = intermediates
        self.root = root
        self.isSelfSigned = isSelfSigned
        self.chainProblem = chainProblem
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
