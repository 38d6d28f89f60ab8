import COpenSSL
public import CertificateModel

/// Which certificate issued which, from their DER alone.
public enum CertificateLinks {
    /// Issuer and subject of a certificate in DER, for comparison.
    public struct Names: Hashable, Sendable {
        /// The issuer's name in DER.
        public let issuer: [UInt8]
        /// The subject's name in DER.
        public let subject: [UInt8]
        /// Whether issuer and subject are the same name (RFC 5280 section 3.2, "self-issued").
        public var isSelfIssued: Bool { issuer == subject }
    }

    /// The names of a certificate; nil if it is not encoded as one.
    public static func names(der: [UInt8]) -> Names? {
        der.withUnsafeBytes { bytes in
            guard let outer = DERElement(bytes, at: 0), outer.tag == 0x30, let body = DERElement(bytes, at: outer.start)
            else { return nil }
            var fields = body.children(of: bytes, limit: 6)
            // A version 1 certificate has no version field.
            if fields.first?.tag == 0xa0 { fields.removeFirst() }
            guard fields.count >= 5 else { return nil }
            return Names(
                issuer: Array(fields[2].contents(of: bytes)), subject: Array(fields[4].contents(of: bytes)))
        }
    }

    /// Why path validation fails from a certificate to the last of its issuers; nil if it succeeds. The validity period
    /// is not checked. `members` are the same certificates decoded, the identity first; the reason uses their names.
    public static func chainProblem(
        of der: [UInt8], issuers: [[UInt8]], members: [DecodedCertificate]
    ) -> ThirdPartySet.ChainProblem? {
        do throws(OpenSSLError) {
            var objects: [CertificateObject] = []
            for issuer in issuers { objects.append(try RecentCertificates.certificate(der: issuer)) }
            return try PreparedImport.chainProblem(
                members, identity: try RecentCertificates.certificate(der: der), issuers: objects)
        } catch {
            return .other(error.queue.first ?? error.problem)
        }
    }

    /// Whether `issuer` signed `subject`: names, key identifiers and the signature match.
    public static func isSigned(_ subject: [UInt8], by issuer: [UInt8]) -> Bool {
        defer { ERR_clear_error() }
        guard let one = try? RecentCertificates.certificate(der: subject),
            let other = try? RecentCertificates.certificate(der: issuer),
            [X509_V_OK, X509_V_ERR_KEYUSAGE_NO_CERTSIGN].contains(X509_check_issued(other.pointer, one.pointer)),
            let key = X509_get0_pubkey(other.pointer)
        else { return false }
        return X509_verify(one.pointer, key) == 1
    }

    /// Whether a self-issued certificate names another key than its own as its issuer's, so that it is not self-signed (RFC
    /// 5280 section 3.2).
    public static func namesAnotherKey(_ der: [UInt8]) -> Bool {
        guard let contents = try? CertificateReader.shown(der: der),
            let issuing = contents.authorityKeyIdentifier?.value,
            let own = contents.subjectKeyIdentifier?.value
        else { return false }
        return issuing != own
    }

    /// What the AKI of `subject` names in the place of `issuer`, whose key signed it: `the one with the serial number
    /// "1f"`. Nil if clients take `issuer`, and if its key did not sign.
    public static func mismatch(of subject: [UInt8], to issuer: [UInt8]) -> String? {
        guard let one = try? RecentCertificates.certificate(der: subject),
            let other = try? RecentCertificates.certificate(der: issuer)
        else { return nil }
        return IssuerMismatch(of: one, to: other)?.named
    }
}
