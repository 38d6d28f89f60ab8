import COpenSSL
import CertificateModel

/// Why clients do not take a certificate as an issuer although its key signed: the AKI (RFC 5280 section 4.2.1.1) names
/// another certificate of the same authority.
struct IssuerMismatch {
    /// What the AKI says of that other certificate: `the one with the serial number "1f"`.
    let named: String

    /// Nil if clients take the certificate, or if its key did not sign.
    init?(of subject: CertificateObject, to issuer: CertificateObject) {
        defer { ERR_clear_error() }
        switch X509_check_issued(issuer.pointer, subject.pointer) {
        case X509_V_ERR_AKID_SKID_MISMATCH:
            let identifier = ASN1Strings.octets(X509_get0_authority_key_id(subject.pointer))
            named = "the one with the key identifier \"\(Hexadecimal.string(identifier))\""
        case X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH:
            let number = ASN1Strings.octets(X509_get0_authority_serial(subject.pointer))
            let own = ASN1Strings.octets(X509_get0_serialNumber(issuer.pointer))
            let serial = SerialNumber(magnitude: number)
            named = number == own ? "one that another authority issued" : "the one with the serial number \"\(serial)\""
        default: return nil
        }
        guard let key = X509_get0_pubkey(issuer.pointer), X509_verify(subject.pointer, key) == 1 else { return nil }
    }
}
