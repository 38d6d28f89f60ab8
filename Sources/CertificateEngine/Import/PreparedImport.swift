import COpenSSL
public import CertificateModel

/// A third party's set, put in order and verified, in memory: what `files()` gives is what was shown.
public struct PreparedImport: Sendable {
    /// What the set says, for the checks to judge.
    public let set: ThirdPartySet
    /// The number of the pending signing request that it answers; nil where it answers none.
    public let request: Int?
    /// The identity certificate.
    public let identityDER: [UInt8]
    /// The certificates that signed the identity, its issuer first, the root last; the identity alone where nobody else
    /// signed it.
    public let chainDER: [[UInt8]]
    private let key: PrivateKey

    /// Finds the certificate of the private key, and the chain from it to a root, whatever order all came in.
    ///
    /// Throws a `Refusal` where they make no set, and what reading the key of a signing request throws.
    public init(_ objects: ImportedObjects, in context: ImportContext) throws {
        guard !objects.certificates.isEmpty else {
            let place = objects.keys.first.map { " in \(VisibleText.quoted($0.file))" } ?? ""
            throw Refusal(
                "there is no certificate\(place)",
                hint: "give the server's certificate and those that signed it, up to the root")
        }
        let pool = try CertificatePool(given: objects.certificates, trusted: context.trusted)
        let match = try IdentityMatch(in: pool, keys: objects.keys, context: context)
        var search = ChainSearch(pool, from: match.index)
        let chain = try search.chain()
        let path = chain.map { pool.members[$0] }
        let members = try chain.map { try Self.member($0, of: pool) }
        let issuers = chain.count == 1 ? path : Array(path.dropFirst())
        set = ThirdPartySet(
            identity: members[0], intermediates: Array(members.dropFirst().dropLast()),
            root: members[members.count - 1], isSelfSigned: chain.count == 1,
            chainProblem: try Self.chainProblem(members, identity: path[0].object, issuers: issuers.map(\.object)),
            isTrusted: context.trusted.contains(path[0].der), isReflected: context.liveIdentity == path[0].der,
            requested: match.request?.names,
            remarks: objects.remarks + ImportRemarks(pool: pool, chain: chain, ancestors: search.ancestors).sentences)
        request = match.request?.number
        identityDER = path[0].der
        chainDER = issuers.map(\.der)
        key = match.key
    }

    /// The files of a generation: the certificates of this value, and the identity's key as PKCS #8. There is no root
    /// key, which the third party has.
    public func files() throws(OpenSSLError) -> [PreparedFile] {
        let identity = try CertificateReader.pemText(der: identityDER)
        var chain: [UInt8] = []
        for der in chainDER { chain += try CertificateReader.pemText(der: der) }
        let root = try CertificateReader.pemText(der: chainDER.last ?? identityDER)
        return [
            PreparedFile(name: "root.pem", content: .open(root)),
            PreparedFile(name: "identity.pem", content: .open(identity)),
            PreparedFile(name: "identity.key", content: .secret(try key.pkcs8PEM())),
            PreparedFile(name: "chain.pem", content: .open(chain)),
            PreparedFile(name: "fullchain.pem", content: .open(set.isSelfSigned ? identity : identity + chain)),
            PreparedFile(name: "WebRootCA.pem", content: .open(root)),
        ]
    }

    /// The certificates of authorities that the trusted store is to have, the root first: each file's name is made of
    /// the first 16 digits of its fingerprint.
    public func trustedFiles() throws(OpenSSLError) -> [(name: String, pem: [UInt8])] {
        var files: [(name: String, pem: [UInt8])] = []
        for (index, der) in chainDER.reversed().enumerated() {
            let fingerprint = Hexadecimal.string(CertificateReader.fingerprint(der: der)).prefix(16)
            let kind = index == 0 ? "root" : "intermediate"
            files.append(("\(kind)-\(fingerprint).pem", try CertificateReader.pemText(der: der)))
        }
        return files
    }

    private static func member(_ index: Int, of pool: CertificatePool) throws(Refusal) -> DecodedCertificate {
        let one = pool.members[index]
        do throws(OpenSSLError) {
            return DecodedCertificate(
                contents: try CertificateReader.contents(der: one.der),
                sha256: CertificateReader.fingerprint(der: one.der), file: one.file)
        } catch {
            throw Refusal(
                "the certificate of \(VisibleText.quoted(pool.name(index))) in \(VisibleText.quoted(one.file)) is broken: "
                    + error.queue.joined(separator: "; "),
                hint: "ask the certificate authority for a new one")
        }
    }

    /// Why the chain does not hold; what the identity is for, and what extensions it has, is judged elsewhere.
    static func chainProblem(
        _ members: [DecodedCertificate], identity: CertificateObject, issuers: [CertificateObject]
    ) throws(OpenSSLError) -> ThirdPartySet.ChainProblem? {
        guard let root = issuers.last else { return nil }
        let verifier = ChainVerifier(root: root, chain: issuers, demands: .authorities)
        guard let problem = try verifier.problem(of: identity) else { return nil }
        // Which one is at fault, where it is not the identity.
        let fault = members.indices.dropFirst().contains(problem.depth) ? members[problem.depth].name : nil
        let reason = problem.reason + (fault.map { " (\(VisibleText.quoted($0)))" } ?? "")
        switch problem.code {
        case X509_V_ERR_PERMITTED_VIOLATION, X509_V_ERR_EXCLUDED_VIOLATION, X509_V_ERR_SUBTREE_MINMAX,
            X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE, X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX,
            X509_V_ERR_UNSUPPORTED_NAME_SYNTAX:
            return .nameConstraints(reason)
        default: return .other(reason)
        }
    }
}
