/// What a server needs of each row of a certificate that a third party issued, in one sentence.
enum ServerNeeds {
    static func need(_ field: CertificateField, of kind: CertificateKind, server: ServerIdentity?) -> String {
        // A certificate that is not an authority's is judged as a server's.
        let isIdentity = kind == .identity || kind == .other
        switch field {
        case .version: return "needs V3: only V3 has alternative names"
        case .serialNumber: return "the authority's own; it never repeats under one authority"
        case .signatureAlgorithm:
            return kind == .root ? "nobody verifies a root's own signature" : "needs SHA-256 or better"
        case .issuer, .issuedBy:
            return kind == .root ? "the subject itself" : "needs to lead to a root that clients trust"
        case .subject, .issuedTo:
            return isIdentity
                ? "clients look at the alternative names instead" : "the issuer of the certificate that it signed"
        case .validFrom, .validTo: return "needs to be valid now; UTC"
        case .subjectAlternativeNames:
            guard isIdentity else { return "nothing is needed here" }
            guard let server else { return "needs every name and address by which clients reach the server" }
            return "needs \(server.subjectAlternativeNames.map(\.tableText).joined(separator: ", "))"
        case .extendedKeyUsage:
            return isIdentity
                ? "needs Server Authentication, or to be absent" : "needs to allow servers, or to be absent"
        case .basicConstraints:
            return isIdentity ? "needs End entity, or to be absent" : "needs CA"
        case .keyUsage: return isIdentity ? "needs Digital Signature" : "needs Certificate Signing"
        case .subjectKeyIdentifier: return "what this key signs refers to it"
        case .signature: return "the bytes of the authority's signature"
        case .publicKeyAlgorithm: return "RSA, an elliptic curve or Ed25519"
        case .publicKey: return "needs 2048 bits RSA, or a curve such as P-256"
        }
    }
}
