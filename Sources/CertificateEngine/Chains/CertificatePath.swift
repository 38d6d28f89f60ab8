import COpenSSL
public import CertificateModel

/// A path from a certificate upwards, and what clients would make of it.
public struct CertificatePath: Sendable {
    /// How near a path is to one that clients take.
    enum Rank: Int, Comparable {
        case taken, outOfDate, refused, invalid, notSent, untrusted, incomplete

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    /// The certificate, then its issuers; the last one is the root if there is no problem with that.
    public let members: [PathMember]
    /// Why it does not hold; nil if it does.
    public let problem: ThirdPartySet.ChainProblem?
    /// Why OpenSSL refuses the path as that of a TLS server, in its words; nil if it does not.
    public let clientRefusal: String?
    let rank: Rank

    /// A path that leads to no root.
    init(_ members: [PathMember], problem: ThirdPartySet.ChainProblem) {
        self.members = members
        self.problem = problem
        clientRefusal = nil
        rank = .incomplete
    }

    /// A path to a root.
    init(_ members: [PathMember], now: Timestamp?) {
        self.members = members
        let problem = Self.problem(of: members)
        self.problem = problem
        // Everything that a client checks. What the certificate itself lacks is told by other checks.
        let isWhole = problem == nil && !(members[0].certificate.contents.isAuthority && members.count == 1)
        clientRefusal = isWhole ? Self.verified(members, .server)?.reason : nil
        switch problem {
        case nil: rank = Self.rank(of: members, now)
        case .untrusted: rank = .untrusted
        case .notSent: rank = .notSent
        default: rank = .invalid
        }
    }

    /// Whether clients take it.
    public var isTaken: Bool { rank == .taken }

    /// By whom its root is trusted; nil where nobody trusts it, or where it has no root.
    public var trust: RootTrust? { rank == .incomplete ? nil : members.last?.trust }

    /// Its certificates as a set, which `isTrusted` and `isReflected` say of the first one.
    public func set(
        isTrusted: Bool, isReflected: Bool, requested: [GeneralName]? = nil, remarks: [String] = []
    ) -> ThirdPartySet {
        let all = members.map { $0.certificate.decoded(from: $0.file) }
        return ThirdPartySet(
            identity: all[0], intermediates: Array(all.dropFirst().dropLast()), root: all[all.count - 1],
            isSelfSigned: all.count == 1 && all[0].contents.isSelfSignedByNames, chainProblem: problem, trust: trust,
            clientRefusal: clientRefusal, isTrusted: isTrusted, isReflected: isReflected, requested: requested,
            remarks: remarks)
    }

    private static func rank(of members: [PathMember], _ now: Timestamp?) -> Rank {
        var isTaken = true
        for (index, member) in members.enumerated().dropFirst() {
            let decoded = member.certificate.decoded(from: member.file)
            let verdict = Judgement.verdict(
                ofAuthority: decoded, isRoot: index == members.count - 1,
                clock: IgnitionClock(reading: now ?? decoded.contents.notBefore))
            guard verdict.isTaken || verdict.isDateOnly else { return .refused }
            if !verdict.isTaken { isTaken = false }
        }
        return isTaken ? .taken : .outOfDate
    }
}

extension CertificatePath {
    private static func problem(of members: [PathMember]) -> ThirdPartySet.ChainProblem? {
        if let missing = members.indices.dropFirst().dropLast().first(where: { !members[$0].isSent }) {
            return .notSent(issuer: members[missing].name)
        }
        guard let root = members.last else { return .circle }
        guard root.trust != nil else { return .untrusted(root: root.name) }
        // A root alone signs nothing here, and its own signature was verified.
        guard members.count > 1 else { return nil }
        if let unfit = unfitAuthority(of: members) { return unfit }
        guard let found = verified(members, .authorities) else { return wildcard(in: members) }
        return told(found, members)
    }

    /// The first authority that may not sign what it signs, as RFC 5280 section 6.1.4 has it.
    private static func unfitAuthority(of members: [PathMember]) -> ThirdPartySet.ChainProblem? {
        // How many authorities are between the one that is looked at and the end entity. Self-issued ones do not count.
        var below = 0
        for (index, member) in members.enumerated().dropFirst() {
            let contents = member.certificate.contents
            if let problem = unfitness(of: member, contents, isRoot: index == members.count - 1) { return problem }
            if case .authority(let limit?) = contents.basicConstraints?.value, below > limit {
                return .pathLength(authority: member.name, limit: limit, count: below)
            }
            if contents.issuer != contents.subject { below += 1 }
        }
        return nil
    }

    private static func unfitness(
        of member: PathMember, _ contents: CertificateContents, isRoot: Bool
    ) -> ThirdPartySet.ChainProblem? {
        for field in [CertificateField.basicConstraints, .keyUsage, .extendedKeyUsage] {
            guard let broken = contents.undecodable[field] else { continue }
            return .broken(authority: member.name, field: field.rawValue, reason: broken.reason)
        }
        switch contents.basicConstraints?.value {
        case .endEntity: return .unfitAuthority(member.name, .endEntity)
        case nil where contents.version >= 3: return .unfitAuthority(member.name, .noBasicConstraints)
        case nil where !isRoot: return .unfitAuthority(member.name, .version(contents.version))
        default: break
        }
        if let usage = contents.keyUsage?.value, !usage.contains(.certificateSigning) {
            return .unfitAuthority(member.name, .keyUsage)
        }
        if let purposes = contents.extendedKeyUsage?.value, !purposes.contains(where: \.isOfServer) {
            return .unfitAuthority(member.name, .purposes(purposes.map(\.description).joined(separator: ", ")))
        }
        return nil
    }

    /// A wildcard of the certificate that covers a name which an authority excludes. OpenSSL compares its text alone.
    private static func wildcard(in members: [PathMember]) -> ThirdPartySet.ChainProblem? {
        let names = members[0].certificate.contents.subjectAlternativeNames?.value ?? []
        let wildcards = names.compactMap { name -> String? in
            guard case .dns(let text) = name, text.hasPrefix("*.") else { return nil }
            return text.dropFirst().lowercased()
        }
        for member in members.dropFirst() {
            for excluded in member.certificate.contents.excludedDNSNames where !excluded.hasPrefix(".") {
                // The asterisk stands for one label.
                guard let dot = excluded.firstIndex(of: "."), wildcards.contains(String(excluded[dot...])) else {
                    continue
                }
                return .wildcard(name: "*\(excluded[dot...])", excluded: excluded, authority: member.name)
            }
        }
        return nil
    }

    private static func verified(_ members: [PathMember], _ demands: ChainVerifier.Demands) -> ChainVerifier.Problem? {
        do throws(OpenSSLError) {
            var objects: [CertificateObject] = []
            for member in members { objects.append(try member.certificate.x509()) }
            guard let identity = objects.first, let root = objects.last else { return nil }
            let issuers = objects.count == 1 ? objects : Array(objects.dropFirst())
            return try ChainVerifier(root: root, chain: issuers, demands: demands).problem(of: identity)
        } catch {
            return ChainVerifier.Problem(code: 0, reason: error.queue.first ?? error.problem, depth: 0)
        }
    }

    /// OpenSSL's reason, with the name of the certificate at fault unless that is the first.
    private static func told(_ found: ChainVerifier.Problem, _ members: [PathMember]) -> ThirdPartySet.ChainProblem {
        let fault = members.indices.dropFirst().contains(found.depth) ? members[found.depth].name : nil
        let reason = found.reason + (fault.map { " (\(VisibleText.quoted($0)))" } ?? "")
        switch found.code {
        case X509_V_ERR_PERMITTED_VIOLATION, X509_V_ERR_EXCLUDED_VIOLATION, X509_V_ERR_UNSUPPORTED_NAME_SYNTAX:
            return .nameConstraints(reason)
        case X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE, X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX,
            X509_V_ERR_SUBTREE_MINMAX:
            // OpenSSL names the certificate whose names it compares. Only one authority can be at fault if one alone has
            // constraints.
            let constrained = members.dropFirst().filter { member in
                (try? member.certificate.x509()).map { X509_get_ext_by_NID($0.pointer, NID_name_constraints, -1) >= 0 }
                    ?? false
            }
            return .unknownConstraints(
                authority: constrained.count == 1 ? constrained[0].name : nil, reason: reason)
        default: return .other(reason)
        }
    }
}
