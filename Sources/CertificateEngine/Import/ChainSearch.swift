import COpenSSL
import CertificateModel

/// Finds the shortest chain from a certificate to a root, by breadth-first search. The order of the files does not
/// matter.
///
/// Each certificate is visited once, so loops and cross-signed CAs end the search. Hostile sets can cause only a
/// bounded amount of work.
struct ChainSearch {
    let pool: CertificatePool
    let start: Int
    /// Every certificate that is an ancestor of the start. The chain may use only some of them.
    private(set) var ancestors: Set<Int> = []

    /// The longest chain that is accepted. Real chains have three or four certificates.
    private static let longest = 20
    /// How many certificates of the name of a missing one are compared with it.
    private static let mostNamesakes = 100
    /// How many issuer candidates are still compared, and how many wrong signatures are still verified.
    private var pairsLeft = 200_000
    private var wrongSignaturesLeft = 1000

    init(_ pool: CertificatePool, from start: Int) {
        self.pool = pool
        self.start = start
    }

    /// The chain from the start to its root. Trusted certificates are used only if the given ones do not make a chain.
    mutating func chain() throws(Refusal) -> [Int] {
        let given = try search(count: pool.givenCount)
        if let chain = given.chain { return try bounded(chain) }
        let all = try search(count: pool.members.count)
        if let chain = all.chain { return try bounded(chain) }
        throw missing(after: all.deadEnd)
    }

    private func bounded(_ chain: [Int]) throws(Refusal) -> [Int] {
        guard chain.count > Self.longest else { return chain }
        throw Refusal(
            "the chain of \(quoted(start)) has \(chain.count) certificates, and at most \(Self.longest) make sense",
            hint: "ask the certificate authority for a shorter chain")
    }

    /// Breadth-first search: the first root that is found ends the shortest chain.
    private mutating func search(count: Int) throws(Refusal) -> (chain: [Int]?, deadEnd: Int?) {
        var signedBy: [Int: Int] = [:]
        var queue = [start]
        var next = 0
        var root: Int?
        var deadEnd: Int?
        while next < queue.count {
            let one = queue[next]
            next += 1
            if X509_self_signed(pool.members[one].object.pointer, 1) == 1 {
                root = root ?? one
                continue
            }
            let issuers = try issuers(of: one, count: count, known: signedBy)
            if issuers.new.isEmpty && !issuers.hasKnown { deadEnd = one }
            for issuer in issuers.new {
                signedBy[issuer] = one
                queue.append(issuer)
            }
        }
        ERR_clear_error()
        ancestors = Set(signedBy.keys)
        guard let root else { return (nil, deadEnd) }
        var chain = [root]
        while let last = chain.last, let signed = signedBy[last] { chain.append(signed) }
        return (chain.reversed(), deadEnd)
    }

    /// The issuers of this certificate that were not visited before, the preferred one first.
    private mutating func issuers(
        of one: Int, count: Int, known: [Int: Int]
    ) throws(Refusal) -> (new: [Int], hasKnown: Bool) {
        let subject = pool.members[one].object.pointer
        var found: [(index: Int, maySign: Bool)] = []
        var hasKnown = false
        for candidate in pool.namesakesOfIssuer(of: one) where candidate < count && candidate != one {
            let isKnown = candidate == start || known[candidate] != nil
            if isKnown && hasKnown { continue }
            guard pairsLeft > 0, wrongSignaturesLeft > 0 else { throw tooMany }
            pairsLeft -= 1
            let issuer = pool.members[candidate].object.pointer
            let answer = X509_check_issued(issuer, subject)
            // A CA without keyCertSign is still the issuer. The chain check then reports it.
            guard answer == X509_V_OK || answer == X509_V_ERR_KEYUSAGE_NO_CERTSIGN else { continue }
            if isKnown {
                hasKnown = true
            } else if let key = X509_get0_pubkey(issuer), X509_verify(subject, key) == 1 {
                found.append((candidate, answer == X509_V_OK))
            } else {
                wrongSignaturesLeft -= 1
            }
        }
        let order = found.sorted { left, right in
            left.maySign == right.maySign ? isPreferred(left.index, to: right.index) : left.maySign
        }
        return (order.map(\.index), hasKnown)
    }

    /// Prefers the certificate that expires later, so that the order of the files does not matter.
    private func isPreferred(_ left: Int, to right: Int) -> Bool {
        let (one, other) = (pool.members[left], pool.members[right])
        switch ASN1_TIME_compare(X509_get0_notAfter(one.object.pointer), X509_get0_notAfter(other.object.pointer)) {
        case 1: return true
        case -1: return false
        default: return one.der.lexicographicallyPrecedes(other.der)
        }
    }

    private func quoted(_ index: Int) -> String { VisibleText.quoted(pool.name(index)) }

    private func missing(after deadEnd: Int?) -> Refusal {
        guard let deadEnd else {
            return Refusal(
                "the certificates that signed \(quoted(start)) signed one another, and none of them is a root",
                hint: "give the root certificate of the certificate authority too")
        }
        let issuer = VisibleText.quoted(pool.issuerName(of: deadEnd))
        let namesakes = pool.namesakesOfIssuer(of: deadEnd).filter { $0 != deadEnd }.prefix(Self.mostNamesakes)
        for namesake in namesakes {
            let (subject, candidate) = (pool.members[deadEnd].object, pool.members[namesake])
            guard let mismatch = IssuerMismatch(of: subject, to: candidate.object) else { continue }
            return Refusal(
                "\(quoted(deadEnd)) names another certificate of \(issuer) as its issuer: \(mismatch.named)",
                hint:
                    "give that certificate too, or have \(quoted(deadEnd)) issued again: OpenSSL does not take the one "
                    + "in \(VisibleText.quoted(candidate.file)), although it has the same key")
        }
        return Refusal(
            "the certificate of \(issuer), which signed \(quoted(deadEnd)), is missing",
            hint: namesakes.first.map {
                "ask the certificate authority for the right one: "
                    + "the one of that name in \(VisibleText.quoted(pool.members[$0].file)) has another key"
            } ?? "give the certificate of \(issuer) too: the certificate authority hands it out")
    }

    private var tooMany: Refusal {
        Refusal(
            "the chain of \(quoted(start)) cannot be found: too many certificates have the names of its authorities",
            hint: "give only the certificates of this server's chain")
    }
}
