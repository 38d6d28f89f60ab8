public import CertificateEngine
public import CertificateModel

/// Decodes the certificates of a library, and checks them.
public struct Reviewer: Sendable {
    /// The certificates.
    public let library: ReviewLibrary
    /// What is trusted besides.
    public let trust: ReviewTrust
    /// The identity in the store; nil if there is none.
    public let storedIdentity: [UInt8]?
    /// The clock by which they are judged.
    public let clock: IgnitionClock

    /// A reviewer of these certificates. The stored identity is in DER.
    public init(library: ReviewLibrary, trust: ReviewTrust, storedIdentity: [UInt8]?, clock: IgnitionClock) {
        self.library = library
        self.trust = trust
        self.storedIdentity = storedIdentity
        self.clock = clock
    }

    /// What the list shows of these entries.
    public func summaries(_ range: Range<Int>) -> [EntrySummary] {
        range.compactMap { entry in
            guard let shelf = library.shelf(of: entry), let found = library.summary(of: entry) else { return nil }
            return EntrySummary(
                subject: found.damage == nil ? Self.listed(found.subject) : "",
                issuer: found.damage == nil ? Self.listed(found.issuer) : "", notBefore: found.notBefore,
                notAfter: found.notAfter, source: shelf.bundle.name, damage: found.damage,
                kind: found.damage == nil
                    ? kind(of: entry, isAuthority: found.isAuthority, isSelfSigned: found.isSelfSigned) : nil,
                isSelfSigned: found.isSelfSigned)
        }
    }

    /// A name in the list, which must not be empty.
    private static func listed(_ name: String) -> String {
        let name = VisibleText.cleaned(name)
        return name.allSatisfy({ $0 == " " }) ? "(no name)" : name
    }

    /// An entry, completely decoded.
    public func opened(_ entry: Int) -> OpenedEntry {
        func pem(_ der: [UInt8]) -> [String] {
            let text = (try? CertificateReader.pemText(der: der)) ?? []
            return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        guard let der = library.der(of: entry), let contents = try? CertificateReader.shown(der: der) else {
            let octets = library.octets(of: entry)
            return OpenedEntry(table: nil, further: [], der: octets, pem: octets.isEmpty ? [] : pem(octets))
        }
        let kind = kind(of: entry, contents)
        return OpenedEntry(
            table: table(kind, contents, of: entry), further: AdditionalRows.of(der) + remarks(on: entry), der: der,
            pem: pem(der))
    }

    /// What was left out where the entry was read.
    private func remarks(on entry: Int) -> [AdditionalRow] {
        guard let shelf = library.shelf(of: entry) else { return [] }
        return shelf.bundle.remarks(at: entry - shelf.entries.lowerBound).map {
            AdditionalRow(name: "Remark", contents: $0, detail: [$0])
        }
    }

    /// The rows of an entry, with the specification's notes if this server issued it.
    private func table(_ kind: CertificateKind, _ contents: CertificateContents, of entry: Int) -> FieldTable {
        library.shelf(of: entry)?.isIssuedHere == true
            ? FieldTable(kind, contents) : FieldTable(kind, contents, checks: [])
    }

    /// The chain of an entry, and the results of the checks at a level.
    public func judged(_ entry: Int, _ level: CheckLevel) -> JudgedEntry {
        guard let certificate = library.certificate(entry) else {
            return JudgedEntry(chain: [], checks: [])
        }
        return judged(entry, certificate, level, withChain: true)
    }

    /// The same for an entry whose certificate is here already. Without `withChain`, its chain is not built.
    public func judged(
        _ entry: Int, _ certificate: Certificate, _ level: CheckLevel, withChain: Bool
    ) -> JudgedEntry {
        let isTrusted = trust.stored.contains(certificate.der)
        // A certificate of the store is not reported for being the stored identity.
        let isReflected = storedIdentity == certificate.der && library.shelf(of: entry)?.isStored != true
        let coverage = coverage(entry, certificate.contents)
        guard withChain else {
            let member = DecodedCertificate(contents: certificate.contents, sha256: [], file: "")
            let set = ThirdPartySet(
                identity: member, intermediates: [], root: member,
                isSelfSigned: certificate.contents.isSelfSignedByNames, isTrusted: isTrusted, isReflected: isReflected)
            let checks = Judgement.checks(of: set, coverage: coverage, level: level, clock: clock, withChain: false)
            return JudgedEntry(chain: [], checks: checks)
        }
        let paths = ReviewPath(library: library, trust: trust, now: clock.reading)
        guard let path = paths.path(of: entry, certificate) else { return JudgedEntry(chain: [], checks: []) }
        let checks = Judgement.checks(
            of: path.set(isTrusted: isTrusted, isReflected: isReflected), coverage: coverage, level: level, clock: clock
        )
        return JudgedEntry(chain: links(path), checks: checks)
    }

    /// Whether a certificate is a root, an intermediate or an identity, from its source and its contents.
    public func kind(of entry: Int, _ contents: CertificateContents) -> CertificateKind {
        kind(of: entry, isAuthority: contents.isAuthority, isSelfSigned: contents.isSelfSignedByNames)
    }

    private func kind(of entry: Int, isAuthority: Bool, isSelfSigned: Bool) -> CertificateKind {
        if let shelf = library.shelf(of: entry), shelf.inUse.map({ $0.index + shelf.entries.lowerBound }) == entry {
            return .identity
        }
        guard isAuthority else { return .other }
        return isSelfSigned ? .root : .intermediate
    }

    private func coverage(_ entry: Int, _ contents: CertificateContents) -> [Coverage] {
        guard let shelf = library.shelf(of: entry), let inUse = shelf.inUse,
            inUse.index + shelf.entries.lowerBound == entry
        else { return [] }
        return inUse.coverage(by: contents)
    }

    /// The chain from the root, or from the highest certificate that was found, to the entry.
    private func links(_ path: CertificatePath) -> [ChainLink] {
        var links = path.members.enumerated().map { index, member in
            let summary = CertificateReader.summary(der: member.certificate.der)
            var problem = problem(of: summary)
            switch path.problem {
            case .notSent where !member.isSent && index < path.members.count - 1:
                problem = "the server does not send its certificate"
            case .untrusted where index == path.members.count - 1: problem = problem ?? "nobody trusts it here"
            default: break
            }
            return ChainLink(entry: member.number, name: Self.listed(summary.subject), problem: problem)
        }
        switch path.problem {
        case .missing(let issuer, _, _), .namesAnother(_, let issuer, _, _):
            links.append(ChainLink(entry: nil, name: Self.listed(issuer), problem: "its certificate is not here"))
        default: break
        }
        return links.reversed()
    }

    /// Why a link of a chain is not valid now.
    private func problem(of summary: CertificateSummary) -> String? {
        if let damage = summary.damage { return damage }
        let now = clock.reading
        guard let start = summary.notBefore, let end = summary.notAfter else {
            return "it has a date that cannot be decoded"
        }
        return end < now ? "it expired at \(end)" : start > now ? "it is not valid yet: it starts at \(start)" : nil
    }
}
