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

    /// Matches certificates with the given private key, else with the keys of pending CSRs. Throws a refusal, or an
    /// error from reading the key of a CSR.
    init(in pool: CertificatePool, keys: [ImportedKey], context: ImportContext) throws {
        let known = Dictionary(
            context.requests.map { ($0.publicKeySHA256, $0) }, uniquingKeysWith: { first, _ in first })
        guard let given = try Self.single(keys) else {
            if let (index, key) = try Self.reissued(in: pool, context) {
                (self.index, self.key, request) = (index, key, nil)
                return
            }
            let request: ImportContext.PendingRequest
            (index, request) = try Self.answer(in: pool, to: known)
            self.request = request
            key = try request.key()
            guard pool.members[index].object.matches(key) else {
                throw Refusal(
                    "the key of the signing request \"\(request.number)\" does not belong to it",
                    hint: "make a new request with \"keyturn request\" and have that one signed")
            }
            return
        }
        let fitting = pool.given.indices.filter { pool.members[$0].object.matches(given.key) }
        guard let index = fitting.first else { throw Self.unfitting(given, pool) }
        try Self.refuseTwo(fitting, of: "the private key of \(VisibleText.quoted(given.file))", pool)
        guard given.key.isWhole else {
            throw Refusal(
                "the private key in \(VisibleText.quoted(given.file)) is damaged: its private half belongs to another key",
                hint: "fetch the key file again")
        }
        self.index = index
        key = given.key
        request = known[try Self.publicKeySHA256(of: pool.members[index])]
    }
}

extension IdentityMatch {
    /// The one key that was given, once or several times; nil if none was.
    private static func single(_ keys: [ImportedKey]) throws(Refusal) -> ImportedKey? {
        guard let first = keys.first, keys.count > 1 else { return keys.first }
        if let other = keys.dropFirst().first(where: { !$0.key.isSame(as: first.key) }) {
            let place =
                first.file == other.file
                ? "in \(VisibleText.quoted(first.file))"
                : "in \(VisibleText.quoted(first.file)) and \(VisibleText.quoted(other.file))"
            throw Refusal(
                "two different private keys were given, \(place)",
                hint: "give only the one that the server's certificate was made for")
        }
        // The public halves are the same. A damaged copy must not be taken for a whole one.
        return keys.first { $0.key.isWhole } ?? first
    }

    /// The certificate for the key that this server has already, unless a pending CSR has the same key.
    private static func reissued(in pool: CertificatePool, _ context: ImportContext) throws -> (Int, PrivateKey)? {
        guard let live = context.liveIdentity, let readKey = context.liveKey else { return nil }
        let digest = Hexadecimal.string(try CertificateReader.publicKeyDigest(ofCertificate: live))
        guard !context.requests.contains(where: { $0.publicKeySHA256 == digest }) else { return nil }
        let fitting = try pool.given.indices.filter { try publicKeySHA256(of: pool.members[$0]) == digest }
        guard let index = fitting.first else { return nil }
        try refuseTwo(fitting, of: "the private key that this server has", pool)
        return (index, try readKey())
    }

    /// The certificate that answers a CSR.
    private static func answer(
        in pool: CertificatePool, to known: [String: ImportContext.PendingRequest]
    ) throws -> (Int, ImportContext.PendingRequest) {
        var found: [(index: Int, request: ImportContext.PendingRequest)] = []
        if !known.isEmpty {
            for index in pool.given.indices {
                guard let request = known[try publicKeySHA256(of: pool.members[index])] else { continue }
                found.append((index, request))
            }
        }
        guard let first = found.first else { throw missingKey(pool) }
        if let other = found.first(where: { $0.request.number != first.request.number }) {
            throw Refusal(
                "the certificates answer two signing requests, \"\(first.request.number)\" and \"\(other.request.number)\"",
                hint: "import the answers one after the other")
        }
        try refuseTwo(found.map(\.index), of: "the signing request \"\(first.request.number)\"", pool)
        return first
    }

    private static func refuseTwo(_ indices: [Int], of key: String, _ pool: CertificatePool) throws(Refusal) {
        guard indices.count > 1 else { return }
        let texts = indices.prefix(2).map { index in
            let member = pool.members[index]
            let serial = member.certificate.contents.serial.value?.description ?? "unknown"
            return "\(VisibleText.quoted(pool.name(index))) (serial \(serial), file \(VisibleText.quoted(member.file)))"
        }
        throw Refusal(
            "two different certificates belong to \(key): \(texts.joined(separator: " and "))",
            hint: "give only the one that the server is to serve")
    }

    private static func unfitting(_ key: ImportedKey, _ pool: CertificatePool) -> Refusal {
        let count = pool.givenCount
        let which = count == 1 ? "to the only certificate that was given" : "to none of the \(count) given certificates"
        return Refusal(
            "the private key in \(VisibleText.quoted(key.file)) \(count == 1 ? "does not belong" : "belongs") \(which)",
            hint: "give the private key that the server's certificate was made for")
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
