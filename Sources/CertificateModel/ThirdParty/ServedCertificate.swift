/// Which certificate of a third party's set the server is to serve, where the private keys of several are there.
public struct ServedCertificate: Hashable, Sendable {
    /// Its index among the candidates.
    public let index: Int
    /// Why each of the others is left out, by its index.
    public let reasons: [Int: String]

    /// The one that the operator chose among so many.
    public init(chosen index: Int, among count: Int) {
        self.index = index
        let others = (0..<count).filter { $0 != index }
        reasons = Dictionary(uniqueKeysWithValues: others.map { ($0, "another one was chosen for this server") })
    }

    /// The one that is left without those that are not in date, without those that cover fewer names of the server, and
    /// without authorities. Nil where several are left: the operator has to say.
    public init?(among candidates: [DecodedCertificate], for server: ServerIdentity?, at now: Timestamp?) {
        var left = Array(candidates.indices)
        var reasons: [Int: String] = [:]
        func keep(where isKept: (Int) -> Bool, else reason: String) {
            let kept = left.filter(isKept)
            guard !kept.isEmpty else { return }
            for index in left where !isKept(index) { reasons[index] = reason }
            left = kept
        }
        if let now {
            keep(
                where: { candidates[$0].contents.notBefore <= now && now <= candidates[$0].contents.notAfter },
                else: "it is not in date")
        }
        if let server {
            let covered = candidates.map { candidate in
                let names = candidate.contents.subjectAlternativeNames?.value ?? []
                return Coverage.of(server, by: names).count { $0.coveredBy != nil }
            }
            let most = left.map { covered[$0] }.max() ?? 0
            keep(where: { covered[$0] == most }, else: "it covers fewer names of this server")
        }
        keep(where: { !candidates[$0].contents.isAuthority }, else: "it is the certificate of an authority")
        guard left.count == 1 else { return nil }
        index = left[0]
        self.reasons = reasons
    }
}
