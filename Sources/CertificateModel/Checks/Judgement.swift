/// A third party's set held to a level for one server, at one moment: what the operator sees before it is written.
public struct Judgement: Hashable, Sendable {
    /// One certificate of the set, with what was found.
    public struct Certificate: Hashable, Sendable {
        /// What it is in its chain.
        public let kind: CertificateKind
        /// What it says, and where it came from.
        public let member: DecodedCertificate
        /// What the checks found.
        public let checks: [CheckResult]
        /// Its 17 rows, beside what this server needs.
        public let table: FieldTable

        /// A certificate that was held to checks.
        init(kind: CertificateKind, member: DecodedCertificate, checks: [CheckResult], table: FieldTable) {
            self.kind = kind
            self.member = member
            self.checks = checks
            self.table = table
        }
    }

    /// The set.
    public let set: ThirdPartySet
    /// The server that it is for.
    public let server: ServerIdentity
    /// The level that it is held to.
    public let level: CheckLevel
    /// The clock by which it is judged.
    public let clock: IgnitionClock
    /// Every certificate once, from the root to the identity.
    public let certificates: [Certificate]
    /// Every name of the server, and whether the identity covers it.
    public let coverage: [Coverage]
    /// What was asked for and what was granted, where the set answers a signing request.
    public let grantedNames: [GrantedName]

    /// The set, judged.
    public init(_ set: ThirdPartySet, for server: ServerIdentity, level: CheckLevel, clock: IgnitionClock) {
        let judge = Judge(level: level, clock: clock)
        let names = set.identity.contents.subjectAlternativeNames?.value ?? []
        let coverage = Coverage.of(server, by: names)
        self.set = set
        self.server = server
        self.level = level
        self.clock = clock
        self.coverage = coverage
        grantedNames = set.requested.map { GrantedName.compare(requested: $0, granted: names) } ?? []
        certificates = set.members.map { kind, member in
            var checks = judge.common(member, isRoot: kind == .root || (kind == .identity && set.isSelfSigned))
            if kind == .identity { checks += judge.identity(of: set, coverage) }
            return Certificate(
                kind: kind, member: member, checks: checks,
                table: FieldTable(kind, member.contents, checks: checks, server: kind == .identity ? server : nil))
        }
    }

    /// Checks one certificate at a level, wherever it came from. A server's gets all checks. An authority's gets those
    /// of every certificate of a set. Both get the check of the chain, where `withChain` says that it was looked for.
    /// `coverage` is empty where no name is in use.
    public static func checks(
        of set: ThirdPartySet, coverage: [Coverage], level: CheckLevel, clock: IgnitionClock,
        withChain: Bool = true
    ) -> [CheckResult] {
        let judge = Judge(level: level, clock: clock)
        let common = judge.common(set.identity, isRoot: set.isSelfSigned)
        if set.identity.contents.isAuthority, coverage.isEmpty {
            return common + (withChain ? [judge.chain(set, judgesAuthorities: true)] : [])
        }
        return common + judge.identity(of: set, coverage, withChain: withChain, judgesAuthorities: true)
    }

    /// Whether clients take an authority of a chain at this moment, and if not, whether that is only for its dates.
    public static func verdict(
        ofAuthority member: DecodedCertificate, isRoot: Bool, clock: IgnitionClock
    ) -> (isTaken: Bool, isDateOnly: Bool) {
        let failed = Judge(level: .medium, clock: clock).common(member, isRoot: isRoot).filter { $0.verdict == .fail }
        return (failed.isEmpty, failed.allSatisfy { $0.check == .inDate })
    }

    /// The same set held to another level.
    public func with(_ level: CheckLevel) -> Judgement { Judgement(set, for: server, level: level, clock: clock) }

    /// Every check that keeps the set out; the identity's first.
    public var refusals: [Refusal] { certificates.reversed().flatMap(\.checks).compactMap(\.refusal) }

    /// What is wrong and does not keep the set out, and how the set was made: a sentence each.
    public var warnings: [String] {
        certificates.reversed().flatMap(\.checks).filter { $0.verdict == .warn }.map(\.detail) + set.remarks
    }
}
