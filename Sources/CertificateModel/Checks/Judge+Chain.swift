extension Judge {
    /// Whether a set's chain holds.
    ///
    /// Where `judgesAuthorities`, its authorities are held to the level as well: where they have no checks of their own.
    func chain(_ set: ThirdPartySet, judgesAuthorities: Bool = false) -> CheckResult {
        if let problem = set.chainProblem { return wrong(problem, set) }
        if judgesAuthorities, let wrong = unfit(set) { return wrong }
        let trust = set.trust?.words ?? ""
        return .pass(
            .chain,
            set.isSelfSigned ? "it is its own root\(trust)" : "leads to the root \(quoted(set.root))\(trust)")
    }

    /// What OpenSSL still refuses, if the other checks find nothing that the level asks for.
    func clientRefusal(of set: ThirdPartySet, _ others: [CheckResult]) -> CheckResult? {
        guard let reason = set.clientRefusal, set.chainProblem == nil, asks(.medium) else { return nil }
        let all = others + set.members.flatMap { common($0.member, isRoot: $0.kind == .root || set.isSelfSigned) }
        guard !all.contains(where: { $0.verdict == .fail && $0.check != .inDate }) else { return nil }
        return .wrong(
            .chain, isAsked: true,
            "\(quoted(set.identity)) is refused by OpenSSL as a server's: \(VisibleText.cleaned(reason))",
            hint: "ask the certificate authority for another certificate")
    }

    /// What is wrong with the first authority of a chain that clients refuse, or that a level warns of.
    private func unfit(_ set: ThirdPartySet) -> CheckResult? {
        var weak: CheckResult?
        for (kind, member) in set.members.reversed() where kind != .identity {
            for found in common(member, isRoot: kind == .root) {
                if found.verdict == .fail { return wrong(authority: found, of: set) }
                if found.verdict == .warn, found.check == .keySize { weak = weak ?? wrong(authority: found, of: set) }
            }
        }
        return weak
    }

    private func wrong(authority found: CheckResult, of set: ThirdPartySet) -> CheckResult {
        let through = "\(quoted(set.identity)) leads to its root through a certificate that"
        return .wrong(
            .chain, isAsked: found.verdict == .fail && asks(.medium),
            found.check == .inDate
                ? "\(through) is out of date: \(found.detail)" : "\(through) clients refuse: \(found.detail)",
            hint: found.hint ?? "")
    }
}

extension Judge {
    private func wrong(_ problem: ThirdPartySet.ChainProblem, _ set: ThirdPartySet) -> CheckResult {
        let identity = quoted(set.identity)
        let toRoot = "\(identity) does not lead to \(quoted(set.root))"
        switch problem {
        case .nameConstraints(let reason):
            return names(
                set, isAsked: true,
                "\(identity) has a name that its authorities may not sign for: \(VisibleText.cleaned(reason))")
        case .wildcard(let name, let excluded, let authority):
            return names(
                set, isAsked: asks(.medium),
                "\(identity) has the name \(VisibleText.quoted(name)), which covers \(VisibleText.quoted(excluded)): "
                    + "\(VisibleText.quoted(authority)) may not sign for that, and some clients (Go, Python) refuse it")
        case .unknownConstraints(let authority, let reason):
            let name = authority.map { VisibleText.quoted($0) } ?? "its authorities"
            return .wrong(
                .nameConstraints, isAsked: true,
                "\(identity) cannot be checked against the name constraints of \(name): OpenSSL knows no "
                    + "constraints of that kind (\(VisibleText.cleaned(reason)))",
                hint: "ask for a certificate issued by an authority without them")
        case .unfitAuthority(let authority, let unfitness):
            return broken(
                isAsked: unfitness.isRefusedByAll || asks(.medium),
                "\(toRoot): \(VisibleText.quoted(authority)) \(unfitness.words)")
        case .pathLength(let authority, let limit, let count):
            let allowed = limit <= 0 ? "no CA" : limit == 1 ? "only 1 CA" : "only \(limit) CAs"
            return broken(
                isAsked: true,
                "\(toRoot): \(VisibleText.quoted(authority)) allows \(allowed) below it, and the chain has \(count)")
        case .broken(let authority, let field, let reason):
            return broken(
                isAsked: true,
                "\(toRoot): \(VisibleText.quoted(authority)) has \(field) that cannot be decoded: \(reason)")
        case .other(let reason):
            return broken(isAsked: true, "\(toRoot): \(VisibleText.cleaned(reason))")
        default: return incomplete(problem, set)
        }
    }

    private func names(_ set: ThirdPartySet, isAsked: Bool, _ detail: String) -> CheckResult {
        .wrong(
            .nameConstraints, isAsked: isAsked, detail,
            hint: "ask the certificate authority for a certificate whose names it may sign for")
    }

    private func broken(isAsked: Bool, _ detail: String) -> CheckResult {
        .wrong(
            .chain, isAsked: isAsked, detail, hint: "ask the certificate authority for another chain of certificates")
    }

    /// Of a chain that has no trusted end.
    private func incomplete(_ problem: ThirdPartySet.ChainProblem, _ set: ThirdPartySet) -> CheckResult {
        let identity = quoted(set.identity)
        let noRoot = "\(identity) leads to no root"
        func wrong(_ detail: String, hint: String) -> CheckResult {
            .wrong(.chain, isAsked: asks(.medium), detail, hint: hint)
        }
        if let refusal = problem.refusal(of: identity) { return wrong(refusal.problem, hint: refusal.hint) }
        switch problem {
        case .namesAnother(let subject, let issuer, let named, _):
            let name = subject == set.identity.name ? "it" : VisibleText.quoted(subject)
            return wrong(
                "\(noRoot): \(name) names another certificate of \(VisibleText.quoted(issuer)) as its issuer, "
                    + VisibleText.cleaned(named),
                hint: "name a file that holds that certificate as well, or have it issued again: OpenSSL does not take "
                    + "another one, although it has the same key")
        case .missing(let issuer, _, let namesake?):
            return wrong(
                "\(noRoot): the certificate of \(Self.named(issuer)) is missing, and the one of that name in "
                    + "\(VisibleText.quoted(namesake)) has another key",
                hint: "ask the certificate authority for the right one")
        case .missing(let issuer, _, nil):
            return wrong(
                "\(noRoot): the certificate of \(Self.named(issuer)) is missing",
                hint: "name a file that holds it as well, or put it into the store's folder \"trusted\"")
        case .notSent(let issuer):
            return wrong(
                "\(identity) leads its clients to no root: the server does not send the certificate of "
                    + VisibleText.quoted(issuer),
                hint: "let the server send it too, after its own: fullchain.pem has both")
        case .untrusted(let root):
            return wrong(
                set.isSelfSigned
                    ? "\(identity) is its own root, and nobody trusts it here"
                    : "\(identity) leads to the root \(VisibleText.quoted(root)), and nobody trusts that here",
                hint: "put a copy that did not come from this server into the store's folder \"trusted\", if it is the "
                    + "right one")
        case .circle:
            return wrong(
                "\(noRoot): its authorities signed one another, and none of them is a root",
                hint: "name a file that holds the root certificate of the certificate authority as well")
        case .tooMany:
            return wrong(
                "the chain of \(identity) cannot be found: too many certificates have the names of its authorities",
                hint: "review only the certificates of this chain")
        default:
            return wrong(noRoot, hint: "ask the certificate authority for another chain of certificates")
        }
    }

    private static func named(_ issuer: String) -> String {
        issuer.isEmpty ? "an issuer without a name" : VisibleText.quoted(issuer)
    }
}
