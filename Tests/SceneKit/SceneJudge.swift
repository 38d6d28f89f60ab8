import CertificateModel
import Viewer

/// Finds the chain of an entry among the others by name, and holds it to a level.
struct SceneJudge {
    let contents: [CertificateContents?]
    let sources: [String]
    let scene: Scene

    func judged(_ index: Int, at level: CheckLevel) -> JudgedEntry {
        guard contents[index] != nil else { return JudgedEntry(chain: [], checks: []) }
        var chain = [index]
        while let last = contents[chain[chain.count - 1]], last.issuer != last.subject,
            let issuer = contents.indices.first(where: { contents[$0]?.subject == last.issuer && !chain.contains($0) })
        {
            chain.append(issuer)
        }
        let top = chain[chain.count - 1]
        let missing = contents[top].flatMap { $0.issuer == $0.subject ? nil : $0.issuer }
        let links = chain.reversed().map { ChainLink(entry: $0, name: name(of: $0), problem: problem(of: $0)) }
        let gap = missing.map { issuer in
            ChainLink(
                entry: nil, name: issuer.commonName ?? issuer.description,
                problem: "the certificate that signed \(VisibleText.quoted(name(of: top))) is missing")
        }
        return JudgedEntry(
            chain: (gap.map { [$0] } ?? []) + links, checks: checks(chain, isWhole: missing == nil, at: level))
    }

    private func name(of index: Int) -> String { contents[index]?.subject.commonName ?? "" }

    private func problem(of index: Int) -> String? {
        guard let contents = contents[index], scene.clock > contents.notAfter else { return nil }
        return "it ended \(contents.notAfter)"
    }

    private func checks(_ chain: [Int], isWhole: Bool, at level: CheckLevel) -> [CheckResult] {
        let members = chain.compactMap { index in
            contents[index].map { ThirdPartySet.Member(contents: $0, sha256: [], file: sources[index]) }
        }
        guard let first = members.first, let last = members.last, let server = try? scene.plan().server else {
            return []
        }
        let set = ThirdPartySet(
            identity: first, intermediates: Array(members.dropFirst().dropLast()), root: last,
            isSelfSigned: members.count == 1 && isWhole,
            chainProblem: isWhole ? nil : .other("unable to get local issuer certificate"))
        let checks = Judgement(set, for: server, level: level, now: scene.clock).certificates.last?.checks ?? []
        // What is asked of a server's certificate is not asked of an authority's.
        guard case .authority = first.contents.basicConstraints?.value else { return checks }
        return checks.filter { [.inDate, .keySize, .signatureAlgorithm, .criticalExtensions].contains($0.check) }
    }
}

extension Scene {
    /// What the server of the scene would issue for itself.
    func plan() throws(Refusal) -> Plan {
        var lan: [LANPort] = ports.prefix(2).map(\.lanPort)
        while lan.count < 2 { lan.append(LANPort()) }
        let answers = lan.map { $0.addresses.first.flatMap { names[$0] } }
        let server = ServerIdentity(
            role: .primary,
            hostName: try ResolvedHostName(
                entered: nil, lan1: answers[0], lan2: answers[1], mac: ports.lazy.compactMap(\.mac).first),
            lan1: lan[0], lan2: lan[1], names: AdditionalNames(), naming: Naming())
        return try Plan(server: server, profile: .interoperable, clock: IgnitionClock(reading: clock))
    }
}
