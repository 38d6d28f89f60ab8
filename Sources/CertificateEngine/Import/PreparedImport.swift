import COpenSSL
public import CertificateModel

/// A third party's set in order and verified, in memory. `files()` has exactly what was shown.
public struct PreparedImport: Sendable {
    /// The contents of the set, for the checks.
    public let set: ThirdPartySet
    /// The number of the pending CSR that it answers; nil if it answers none.
    public let request: Int?
    /// The identity certificate.
    public let identityDER: [UInt8]
    /// The certificates above the identity, its issuer first and the root last. A self-signed identity is its own
    /// chain.
    public let chainDER: [[UInt8]]
    private let key: PrivateKey

    /// Finds the certificate for the private key, and its chain to a root, in any order of the files.
    ///
    /// Throws a `Refusal` if they make no set, or an error from reading the key of a CSR.
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

    /// The files of a generation: these certificates, and the identity's key as PKCS #8. There is no root key: only the
    /// third party has it.
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

    /// The CA certificates for the trusted store, the root first. A file name has the first 16 digits of the
    /// fingerprint.
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

    /// Why path validation fails; nil if it succeeds. Purpose and extensions of the identity are checked elsewhere.
    static func chainProblem(
        _ members: [DecodedCertificate], identity: CertificateObject, issuers: [CertificateObject]
    ) throws(OpenSSLError) -> ThirdPartySet.ChainProblem? {
        guard let root = issuers.last else { return nil }
        let verifier = ChainVerifier(root: root, chain: issuers, demands: .authorities)
        guard let problem = try verifier.problem(of: identity) else { return nil }
        // Name the certificate that is at fault, unless it is the identity.
        let fault = members.indices.dropFirst().contains(problem.depth) ? members[problem.depth].name : nil
        let reason = problem.reason + (fault.map { " (\(VisibleText.quoted($0)))" } ?? "")
        switch problem.code {
        case X509_V_ERR_PERMITTED_VIOLATION, X509_V_ERR_EXCLUDED_VIOLATION, X509_V_ERR_UNSUPPORTED_NAME_SYNTAX:
            return .nameConstraints(reason)
        case X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE, X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX,
            X509_V_ERR_SUBTREE_MINMAX:
            // OpenSSL names the certificate whose names it compares. Only one authority can be at fault if one alone has
            // constraints.
            let constrained = issuers.indices.filter {
                X509_get_ext_by_NID(issuers[$0].pointer, NID_name_constraints, -1) >= 0
            }
            let name = constrained.count == 1 ? members[min(constrained[0] + 1, members.count - 1)].name : nil
            return .unknownConstraints(authority: name, reason: reason)
        default: return .other(reason)
        }
    }
}
