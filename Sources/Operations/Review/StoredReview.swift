import CertificateEngine
public import CertificateModel
public import CertificateStore

/// The certificates of one generation, decoded from its files and checked at a level.
public struct StoredReview: Sendable {
    /// One of the certificates.
    public struct Certificate: Sendable {
        /// Its contents and the results of the checks.
        public let judged: Judgement.Certificate
        /// Its DER.
        public let der: [UInt8]
        /// The chain from its root to the certificate.
        public let chain: [ChainLink]
    }

    /// The generation.
    public let generation: Generation
    /// The server that its certificates are for.
    public let server: ServerIdentity?
    /// The judgement of a third party's set; nil where this server issued the certificates.
    public let judgement: Judgement?
    /// From the root to the identity.
    public let certificates: [Certificate]

    /// The live generation, checked at `level`. By default this is the level at which a third party's set was imported,
    /// else `medium`.
    public init(liveOf installation: Installation, level: CheckLevel? = nil) throws(OperationError) {
        let generation = try OperationError.facts { try installation.store.requiredGeneration() }
        try self.init(generation, of: installation, level: level)
    }

    /// The same of any generation.
    public init(_ generation: Generation, of installation: Installation, level: CheckLevel? = nil)
        throws(OperationError)
    {
        self = try OperationError.facts { try StoredReview(reading: generation, of: installation, level: level) }
    }

    private init(reading generation: Generation, of installation: Installation, level: CheckLevel?) throws {
        self.generation = generation
        server = try? generation.server()
        let (body, clock) = (generation.manifest.body, installation.world.clock())
        let judged: [Judgement.Certificate]
        if body.profile != nil {
            judgement = nil
            let live = try LiveCertificates(generation)
            judged = IssuedChecks(
                root: live.root, identity: live.identity, server: live.server, level: level ?? .medium, clock: clock
            ).certificates(
                root: FieldTable(.root, live.root.contents), identity: FieldTable(.identity, live.identity.contents))
        } else {
            let stored = try body.level.map { name throws(Refusal) in try CheckLevel(name: name) }
            let judgement = Judgement(
                try generation.thirdPartySet(), for: try generation.server(), level: level ?? stored ?? .medium,
                clock: clock)
            self.judgement = judgement
            judged = judgement.certificates
        }
        let review = Review(installation)
        try review.add(generation)
        certificates = judged.map { Self.certificate($0, in: review.reviewer) }
    }

    /// Adds DER and chain to a certificate, which is found in the store by its fingerprint.
    private static func certificate(_ judged: Judgement.Certificate, in reviewer: Reviewer) -> Certificate {
        for number in 0..<reviewer.library.count {
            guard let der = reviewer.library.der(of: number),
                CertificateReader.fingerprint(der: der) == judged.member.sha256
            else { continue }
            return Certificate(judged: judged, der: der, chain: reviewer.judged(number, .medium).chain)
        }
        return Certificate(judged: judged, der: [], chain: [])
    }

    /// The SHA-256 fingerprints of a generation's certificates, in hexadecimal; empty if they cannot be read.
    public static func fingerprints(of number: Int, in installation: Installation) -> (root: String, identity: String) {
        let digest = { (file: String) in
            (try? installation.store.generation(number).member(file).sha256).map { Hexadecimal.string($0) } ?? ""
        }
        return (digest("root.pem"), digest("identity.pem"))
    }
}
