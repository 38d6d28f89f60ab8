import CertificateModel

/// The checks of certificates that this server issued: the same that anybody else's are held to.
struct IssuedChecks {
    let root: ThirdPartySet.Member
    let identity: ThirdPartySet.Member
    let server: ServerIdentity
    let level: CheckLevel
    let now: Timestamp

    /// Both certificates with their tables and what the checks found.
    func entries(root rootTable: FieldTable, identity identityTable: FieldTable) -> [CertificateEntry] {
        let chain = ThirdPartySet(identity: identity, intermediates: [], root: root, isSelfSigned: false)
        let alone = ThirdPartySet(identity: root, intermediates: [], root: root, isSelfSigned: true)
        let names = identity.contents.subjectAlternativeNames?.value ?? []
        // What the host is called now may be another question.
        let coverage = Coverage.of(server.subjectAlternativeNames, as: Coverage.issuedFor, by: names)
        return [
            CertificateEntry(
                rootTable, root.contents, sha256: root.sha256,
                checks: Judgement.checks(of: alone, coverage: [], level: level, now: now)),
            CertificateEntry(
                identityTable, identity.contents, sha256: identity.sha256,
                checks: Judgement.checks(of: chain, coverage: coverage, level: level, now: now)),
        ]
    }
}
