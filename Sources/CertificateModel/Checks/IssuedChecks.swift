/// The checks of certificates that this server issued: the same as those of imported ones.
public struct IssuedChecks: Sendable {
    private let root, identity: DecodedCertificate
    private let server: ServerIdentity
    private let level: CheckLevel
    private let clock: IgnitionClock

    /// The checks of a root and of the identity that it issued for a server.
    public init(
        root: DecodedCertificate, identity: DecodedCertificate, server: ServerIdentity, level: CheckLevel,
        clock: IgnitionClock
    ) {
        self.root = root
        self.identity = identity
        self.server = server
        self.level = level
        self.clock = clock
    }

    /// Both certificates, the root first, with these tables and what the checks found.
    public func certificates(root rootTable: FieldTable, identity identityTable: FieldTable) -> [Judgement.Certificate]
    {
        let chain = ThirdPartySet(identity: identity, intermediates: [], root: root, isSelfSigned: false)
        let alone = ThirdPartySet(identity: root, intermediates: [], root: root, isSelfSigned: true)
        let names = identity.contents.subjectAlternativeNames?.value ?? []
        // The host may have other names now.
        let coverage = Coverage.of(server.subjectAlternativeNames, as: Coverage.issuedFor, by: names)
        return [
            Judgement.Certificate(
                kind: .root, member: root,
                checks: Judgement.checks(of: alone, coverage: [], level: level, clock: clock), table: rootTable),
            Judgement.Certificate(
                kind: .identity, member: identity,
                checks: Judgement.checks(of: chain, coverage: coverage, level: level, clock: clock),
                table: identityTable),
        ]
    }
}
