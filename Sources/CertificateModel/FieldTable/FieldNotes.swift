/// What the specification says of each row, in one sentence.
enum FieldNotes {
    static func note(on field: CertificateField, of kind: CertificateKind) -> String {
        let isIdentity = kind == .identity
        switch field {
        case .version: return "X.509 version 3"
        case .serialNumber:
            return isIdentity
                ? "the root's serial number plus 1 at ignition; a serial never repeats under one root"
                : "random, positive, at most 20 bytes, with room for every later serial under this root"
        case .signatureAlgorithm:
            return isIdentity ? "sha256WithRSAEncryption, signed with the root's key" : "sha256WithRSAEncryption"
        case .issuer:
            return isIdentity
                ? "the root's subject, byte for byte" : "every attribute is a default that can be replaced"
        case .subject:
            return isIdentity
                ? "the host name with the root's other attributes; the issuer again in the documented profile"
                : "the same as the issuer, byte for byte"
        case .issuedBy: return "the issuer's common name"
        case .issuedTo: return "the subject's common name"
        case .validFrom:
            return isIdentity
                ? "two minutes after the root's Valid From if both are issued together, else the time of issue minus 24 hours; UTC"
                : "the time of issue minus 24 hours, so that devices with a slow clock accept it; UTC"
        case .validTo:
            return isIdentity
                ? "the same date two years later, within the root's validity" : "the same date ten years later"
        case .subjectAlternativeNames:
            return isIdentity
                ? "the host name, every address of LAN1 and LAN2, and what was added" : "a URI name for the root"
        case .extendedKeyUsage: return "what the certificate may be used for"
        case .basicConstraints:
            return isIdentity
                ? "whether it may sign certificates; critical either way"
                : "it may sign identity and intermediate CA certificates"
        case .keyUsage:
            return isIdentity
                ? "what the key may be used for; the documented profile adds Certificate Signing"
                : "what the key may be used for; the documentation marks it non-critical"
        case .subjectKeyIdentifier:
            return isIdentity
                ? "SHA-1 of the public key (RFC 5280 section 4.2.1.2); names the root's key as well"
                : "SHA-1 of the public key (RFC 5280 section 4.2.1.2); what this root signs refers to it"
        case .signature: return "the documentation's second row of this name: the bytes of the signature"
        case .publicKeyAlgorithm: return "the kind of key"
        case .publicKey: return "the size of the RSA modulus"
        }
    }
}
