import COpenSSL

/// Verifies that the certificates and keys in a generation's files belong together, before it becomes live.
public enum GenerationVerifier {
    /// The origin of a generation, which decides how strict the verification is.
    public enum Source: Sendable {
        /// Keyturn issued it: the identity must be valid for a TLS server.
        case issued
        /// A third party issued it, and the check level decided about it: purpose and unknown critical extensions are
        /// not checked. The identity may be self-signed. Then `chain.pem` has only the identity, and `fullchain.pem`
        /// has it once.
        case imported
    }

    /// Verifies that each certificate matches its key, that a path leads from the identity to the root, that
    /// `chain.pem` has the issuers of the identity, `fullchain.pem` the identity followed by `chain.pem`, and
    /// `WebRootCA.pem` the root. The validity period is not checked. `root.key` may be absent, as in an import.
    public static func verify(folder: String, as source: Source = .issued) throws(VerificationError) {
        let folder = GenerationFolder(path: folder)
        let root = try folder.certificate("root.pem")
        let identity = try folder.certificate("identity.pem")
        let chain = try folder.certificates("chain.pem")
        try verifyKeys(folder, root: root, identity: identity)
        let isAlone = source == .imported && chain.count == 1 && root.isSame(as: identity)
        try verifyOrder(folder, root: root, identity: identity, chain: chain, isAlone: isAlone)
        let verifier = ChainVerifier(root: root, chain: chain, demands: source == .issued ? .server : .signatures)
        let reason: String?
        do { reason = try verifier.problem(of: identity)?.reason } catch {
            throw VerificationError(error.problem, hint: error.hint)
        }
        if let reason {
            throw VerificationError(
                "\"identity.pem\" does not lead to \"root.pem\": \(reason)",
                hint: source == .issued ? "regenerate the certificates" : "import the certificates again")
        }
    }

    private static func verifyKeys(
        _ folder: GenerationFolder, root: CertificateObject, identity: CertificateObject
    ) throws(VerificationError) {
        guard let identityKey = try folder.key("identity.key") else { throw folder.missing("identity.key") }
        guard identity.matches(identityKey) else { throw foreignKey("identity") }
        if let rootKey = try folder.key("root.key"), !root.matches(rootKey) { throw foreignKey("root") }
    }

    private static func verifyOrder(
        _ folder: GenerationFolder, root: CertificateObject, identity: CertificateObject, chain: [CertificateObject],
        isAlone: Bool
    ) throws(VerificationError) {
        let full = try folder.certificates("fullchain.pem")
        guard let first = full.first, first.isSame(as: identity) else {
            throw VerificationError(
                "\"fullchain.pem\" does not start with the certificate of \"identity.pem\"",
                hint: "put the server's own certificate first, then those that signed it")
        }
        let issuers = isAlone ? [] : chain
        guard full.count == issuers.count + 1, zip(full.dropFirst(), issuers).allSatisfy({ $0.isSame(as: $1) }) else {
            throw VerificationError(
                "\"fullchain.pem\" is not \"identity.pem\" followed by \"chain.pem\"",
                hint: "put the server's own certificate first, then those that signed it")
        }
        for (index, pair) in zip(full, full.dropFirst()).enumerated()
        where X509_check_issued(pair.1.pointer, pair.0.pointer) != X509_V_OK {
            throw VerificationError(
                "\"fullchain.pem\" is out of order: its certificate \(index + 2) did not sign certificate \(index + 1)",
                hint: "put after each certificate the one that signed it")
        }
        guard let last = chain.last, last.isSame(as: root) else {
            throw VerificationError(
                "\"chain.pem\" does not end with the certificate of \"root.pem\"",
                hint: "put the root certificate last")
        }
        guard try folder.certificate("WebRootCA.pem").isSame(as: root) else {
            throw VerificationError(
                "\"WebRootCA.pem\" is not the certificate of \"root.pem\"",
                hint: "regenerate the certificates: clients get this file to trust")
        }
    }

    private static func foreignKey(_ name: String) -> VerificationError {
        VerificationError(
            "\"\(name).key\" is not the key of \"\(name).pem\"",
            hint: "regenerate the certificates: each works only with the key that it was made for")
    }
}
