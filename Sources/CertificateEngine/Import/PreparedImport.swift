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
    private let key: HeldKey

    /// Finds the certificate for the private key, and its chain to a root, in any order of the files.
    ///
    /// `choose` says which certificate is to be served where the private keys of several are there. Throws a `Refusal` if
    /// they make no set, what `choose` throws, or an error from reading the key of a CSR.
    public init(
        _ objects: ImportedObjects, in context: ImportContext,
        choose: (_ candidates: [DecodedCertificate]) throws -> ServedCertificate = { throw SeveralIdentities($0) }
    ) throws {
        guard !objects.certificates.isEmpty else {
            let place = objects.keys.first.map { " in \(VisibleText.quoted($0.file))" } ?? ""
            throw Refusal(
                "there is no certificate\(place)",
                hint: "give the server's certificate and those that signed it, up to the root")
        }
        let pool = try CertificatePool(given: objects.certificates, trusted: context.trusted)
        let match = try IdentityMatch(in: pool, keys: objects.keys, context: context, choose: choose)
        let builder = PathBuilder(from: pool.pathMember(match.index), now: context.now, candidates: pool.pathMembers)
        let path = builder.path()
        if let refusal = Self.refusal(of: path) { throw refusal }
        if let refusal = path.members.lazy.compactMap(Self.broken).first { throw refusal }
        let chain = path.members.compactMap(\.number)
        let identity = path.members[0].certificate
        set = path.set(
            isTrusted: context.trusted.contains(identity.der), isReflected: context.liveIdentity == identity.der,
            requested: match.request?.names,
            remarks: objects.remarks
                + ImportRemarks(
                    pool: pool, chain: chain, ancestors: Set(builder.ancestors.compactMap(\.number)),
                    passedOver: match.passedOver, unusedKeys: match.unused.map(\.file)
                ).sentences)
        let issuers = path.members.count == 1 ? path.members : Array(path.members.dropFirst())
        request = match.request?.number
        identityDER = identity.der
        chainDER = issuers.map(\.certificate.der)
        key = HeldKey(match.key)
    }

    /// Lets go of the key: it is in the store, and nothing is written a second time.
    public func dropKey() { key.drop() }

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
}

extension PreparedImport {
    /// What is broken in a certificate of the set: nil if all rows can be decoded.
    private static func broken(_ one: PathMember) -> Refusal? {
        one.certificate.contents.firstUndecodable.map { reason in
            Refusal(
                "the certificate of \(VisibleText.quoted(one.name)) in \(VisibleText.quoted(one.file)) is broken: "
                    + reason,
                hint: "ask the certificate authority for a new one")
        }
    }

    /// Why a path makes no set: it leads to no root. Whether a level takes the others is asked later.
    private static func refusal(of path: CertificatePath) -> Refusal? {
        let identity = VisibleText.quoted(path.members[0].name)
        switch path.problem {
        case .namesAnother(let subject, let issuer, let named, let file):
            let subject = VisibleText.quoted(subject)
            return Refusal(
                "\(subject) names another certificate of \(VisibleText.quoted(issuer)) as its issuer: \(named)",
                hint: "give that certificate too, or have \(subject) issued again: OpenSSL does not take the one in "
                    + "\(VisibleText.quoted(file)), although it has the same key")
        case .missing(let issuer, let subject, let namesake):
            let issuer = VisibleText.quoted(issuer)
            return Refusal(
                "the certificate of \(issuer), which signed \(VisibleText.quoted(subject)), is missing",
                hint: namesake.map {
                    "ask the certificate authority for the right one: the one of that name in "
                        + "\(VisibleText.quoted($0)) has another key"
                } ?? "give the certificate of \(issuer) too: the certificate authority hands it out")
        case .notItsOwnSignature, .tooLong: return path.problem?.refusal(of: identity)
        case .circle:
            return Refusal(
                "the certificates that signed \(identity) signed one another, and none of them is a root",
                hint: "give the root certificate of the certificate authority too")
        case .tooMany:
            return Refusal(
                "the chain of \(identity) cannot be found: too many certificates have the names of its authorities",
                hint: "give only the certificates of this server's chain")
        default: return nil
        }
    }
}
