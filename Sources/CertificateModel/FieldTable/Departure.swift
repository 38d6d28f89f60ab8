/// The rows in which a certificate is not what the vendor's page has, and why.
///
/// Judged from the contents alone, so that a plan and a certificate read back from the disk say the same. Where the
/// page's own value could not be recovered, nothing departs from it.
enum Departure {
    static func reason(
        _ field: CertificateField, of certificate: CertificateContents, kind: CertificateKind
    ) -> String? {
        switch (kind, field) {
        case (.root, .subjectAlternativeNames):
            guard let name = certificate.subjectAlternativeNames?.value.first, case .uri(let uri) = name,
                uri.contains("://")
            else { return nil }
            return "the page's URI has no scheme, which RFC 5280 section 4.2.1.6 forbids"
        case (.identity, .subject):
            guard certificate.subject != certificate.issuer else { return nil }
            return "the page repeats the issuer, and clients expect the server's own name"
        case (.identity, .issuedTo):
            guard certificate.subject.commonName != certificate.issuer.commonName else { return nil }
            return "it is the subject's common name, and the subject is the server's own"
        case (.identity, .subjectAlternativeNames):
            guard case .dns(let name) = certificate.subjectAlternativeNames?.value.first, name.isMarkedMAC else {
                return nil
            }
            return "the page has the twelve digits alone, which clients would read as a number"
        case (.identity, .basicConstraints):
            guard certificate.basicConstraints?.value == .endEntity else { return nil }
            return "the page makes it a CA, and some clients (NSS, Firefox) refuse a CA as a server"
        default: return nil
        }
    }
}

extension String {
    /// Whether it is a host name of last resort that begins with `mac` (``MACAddress/hostName``).
    fileprivate var isMarkedMAC: Bool {
        hasPrefix("mac") && utf8.count == 15 && utf8.dropFirst(3).allSatisfy { (0x30...0x39).contains($0) }
    }
}
