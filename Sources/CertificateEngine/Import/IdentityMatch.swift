import COpenSSL
import CertificateModel

/// Finds the server's own certificate in a third party's set, by its private key.
struct IdentityMatch {
    /// The index of the certificate in the pool.
    let index: Int
    /// The private key of the certificate.
    let key: PrivateKey
    /// The CSR that the certificate answers.
    let request: ImportContext.PendingRequest?
    /// Why other certificates whose private keys are there were left out, by their index in the pool.
    let passedOver: [Int: String]
    /// The given keys that belong to no certificate.
    let unused: [ImportedKey]

    /// Matches certificates with the given private keys; where none fits, with the live key, then with those of pending CSRs.
    /// `choose` is asked where several certificates match. Throws a refusal, what `choose` throws, or an error from reading
    /// the key of a CSR.
    init(
        in pool: CertificatePool, keys: [ImportedKey], context: ImportContext,
        choose: ([DecodedCertificate]) throws -> ServedCertificate
    ) throws {
        let known = Dictionary(
            context.requests.map { ($0.publicKeySHA256, $0) }, uniquingKeysWith: { first, _ in first })
        let given = Self.distinct(keys)
        var owners: [Int: ImportedKey] = [:]
        var unused: [ImportedKey] = []
        for one in given {
            let fitting = pool.given.indices.filter { pool.members[$0].object.matches(one.key) }
            if fitting.isEmpty { unused.append(one) }
            for index in fitting { owners[index] = one }
        }
        self.unused = unused
        if let first = owners.values.first {
            (index, passedOver) = try Self.one(of: owners.keys.sorted(), pool, choose)
            let owner = owners[index] ?? first
            guard owner.key.isWhole else {
                throw Refusal(
                    "the private key in \(VisibleText.quoted(owner.file)) is damaged: its private half belongs to another key",
                    hint: "fetch the key file again")
            }
            key = owner.key
            request = known[try Self.publicKeySHA256(of: pool.members[index])]
            return
        }
        let reissued = try Self.reissued(in: pool, context)
        if let readKey = context.liveKey, !reissued.isEmpty {
            (index, passedOver) = try Self.one(of: reissued, pool, choose)
            (key, request) = (try readKey(), nil)
            return
        }
        guard let (answers, request) = try Self.answers(in: pool, to: known) else {
            throw given.first.map { Self.unfitting($0, of: given.count, pool) } ?? Self.missingKey(pool)
        }
        (index, passedOver) = try Self.one(of: answers, pool, choose)
        self.request = request
        key = try request.key()
        guard pool.members[index].object.matches(key) else {
            throw Refusal(
                "the key of the signing request \"\(request.number)\" does not belong to it",
                hint: "make a new request with \"keyturn request\" and have that one signed")
        }
    }
}

extension IdentityMatch {
    /// Each given key once. Where one was given several times, a damaged copy is not taken for a whole one.
    private static func distinct(_ keys: [ImportedKey]) -> [ImportedKey] {
        var distinct: [ImportedKey] = []
        for one in keys {
            if let index = distinct.firstIndex(where: { $0.key.isSame(as: one.key) }) {
                if !distinct[index].key.isWhole, one.key.isWhole { distinct[index] = one }
            } else {
                distinct.append(one)
            }
        }
        return distinct
    }

    /// The certificate to be served among those that match, and why not the others.
    private static func one(
        of indices: [Int], _ pool: CertificatePool, _ choose: ([DecodedCertificate]) throws -> ServedCertificate
    ) throws -> (Int, [Int: String]) {
        guard indices.count > 1 else { return (indices[0], [:]) }
        let served = try choose(indices.map { pool.members[$0].certificate.decoded(from: pool.members[$0].file) })
        let reasons = served.reasons.map { (indices[$0.key], $0.value) }
        return (indices[served.index], Dictionary(uniqueKeysWithValues: reasons))
    }

    /// The certificates for the key that this server has already, unless a pending CSR has the same key.
    private static func reissued(in pool: CertificatePool, _ context: ImportContext) throws -> [Int] {
        guard let live = context.liveIdentity, context.liveKey != nil else { return [] }
        let digest = Hexadecimal.string(try CertificateReader.publicKeyDigest(ofCertificate: live))
        guard !context.requests.contains(where: { $0.publicKeySHA256 == digest }) else { return [] }
        return try pool.given.indices.filter { try publicKeySHA256(of: pool.members[$0]) == digest }
    }

    /// The certificates that answer a CSR; nil if none does.
    private static func answers(
        in pool: CertificatePool, to known: [String: ImportContext.PendingRequest]
    ) throws -> ([Int], ImportContext.PendingRequest)? {
        var found: [(index: Int, request: ImportContext.PendingRequest)] = []
        if !known.isEmpty {
            for index in pool.given.indices {
                guard let request = known[try publicKeySHA256(of: pool.members[index])] else { continue }
                found.append((index, request))
            }
        }
        guard let first = found.first else { return nil }
        if let other = found.first(where: { $0.request.number != first.request.number }) {
            throw Refusal(
                "the certificates answer two signing requests, \"\(first.request.number)\" and \"\(other.request.number)\"",
                hint: "import the answers one after the other")
        }
        return (found.map(\.index), first.request)
    }

    private static func unfitting(_ key: ImportedKey, of keys: Int, _ pool: CertificatePool) -> Refusal {
        let count = pool.givenCount
        let which = count == 1 ? "to the only certificate that was given" : "to none of the \(count) given certificates"
        let what =
            keys > 1
            ? "none of the \(keys) private keys belongs to "
                + (count == 1 ? "the only certificate that was given" : "one of the \(count) given certificates")
            : "the private key in \(VisibleText.quoted(key.file)) \(count == 1 ? "does not belong" : "belongs") \(which)"
        return Refusal(what, hint: "give the private key that the server's certificate was made for")
    }

    private static func missingKey(_ pool: CertificatePool) -> Refusal {
        // A certificate that is not a CA's can only be the server's.
        let servers = pool.given.indices.filter { X509_check_ca(pool.members[$0].object.pointer) == 0 }
        let what = servers.first.map { pool.name($0) } ?? pool.given.first?.file ?? ""
        let belongs = servers.isEmpty ? "to the certificates in" : "of"
        return Refusal(
            "the private key \(belongs) \(VisibleText.quoted(what)) is missing",
            hint: "give the private key file too; only the answer to a signing request that this server "
                + "made with \"keyturn request\" comes without one")
    }

    private static func publicKeySHA256(of member: CertificatePool.Member) throws(OpenSSLError) -> String {
        Hexadecimal.string(try CertificateReader.publicKeyDigest(of: member.object))
    }
}
