extension Judge {
    /// Whether a set's chain holds.
    ///
    /// Where `judgesDates`, each of its authorities is held to the clock as well: where they have no checks of their own.
    func chain(_ set: ThirdPartySet, judgesDates: Bool = false) -> CheckResult {
        switch set.chainProblem {
        case nil:
            if judgesDates, let wrong = outOfDate(set) { return wrong }
            let root = VisibleText.quoted(set.root.name)
            return .pass(.chain, set.isSelfSigned ? "it is its own root" : "leads to the root \(root)")
        case .nameConstraints(let reason):
            return .wrong(
                .nameConstraints, isAsked: true,
                "\(quoted(set.identity)) has a name that its authorities may not sign for: \(VisibleText.cleaned(reason))",
                hint: "ask the certificate authority for a certificate whose names it may sign for")
        case .unknownConstraints(let authority, let reason):
            let name = authority.map { VisibleText.quoted($0) } ?? "its authorities"
            return .wrong(
                .nameConstraints, isAsked: true,
                "\(quoted(set.identity)) cannot be checked against the name constraints of \(name): OpenSSL knows no "
                    + "constraints of that kind (\(VisibleText.cleaned(reason)))",
                hint: "ask for a certificate issued by an authority without them")
        case .namesAnother(let subject, let issuer, let named):
            let name = subject == set.identity.name ? "it" : VisibleText.quoted(subject)
            return .wrong(
                .chain, isAsked: asks(.medium),
                "\(quoted(set.identity)) leads to no root: \(name) names another certificate of "
                    + "\(VisibleText.quoted(issuer)) as its issuer, \(VisibleText.cleaned(named))",
                hint: "name a file that holds that certificate as well, or have it issued again: OpenSSL does not take "
                    + "another one, although it has the same key")
        case .missing(let issuer):
            let name = issuer.isEmpty ? "an issuer without a name" : VisibleText.quoted(issuer)
            return .wrong(
                .chain, isAsked: asks(.medium),
                "\(quoted(set.identity)) leads to no root: the certificate of \(name) is missing",
                hint: "name a file that holds it as well, or put it into the store's folder \"trusted\"")
        case .notSent(let issuer):
            return .wrong(
                .chain, isAsked: asks(.medium),
                "\(quoted(set.identity)) leads its clients to no root: the server does not send the certificate of "
                    + VisibleText.quoted(issuer),
                hint: "let the server send it too, after its own: fullchain.pem has both")
        case .notItsOwnSignature:
            return .wrong(
                .chain, isAsked: asks(.medium),
                "\(quoted(set.identity)) names itself as its issuer, and its signature does not verify with its own key",
                hint: "get the file again from its source: it was changed, or put together from two certificates")
        case .other(let reason):
            return .wrong(
                .chain, isAsked: true,
                "\(quoted(set.identity)) does not lead to \(VisibleText.quoted(set.root.name)): "
                    + VisibleText.cleaned(reason),
                hint: "ask the certificate authority for another chain of certificates")
        }
    }

    /// What is wrong with the first authority of a chain that is not in date.
    private func outOfDate(_ set: ThirdPartySet) -> CheckResult? {
        for authority in set.members.filter({ $0.kind != .identity }).reversed() {
            let found = inDate(authority.member)
            guard found.verdict == .fail else { continue }
            return .wrong(
                .chain, isAsked: asks(.medium),
                "\(quoted(set.identity)) leads to its root through a certificate that is out of date: \(found.detail)",
                hint: found.hint ?? "")
        }
        return nil
    }
}
