import COpenSSL
import CertificateModel

/// Signs certificates: contents and keys become DER.
struct CertificateSigner {
    enum Issuer {
        /// The subject itself: a self-signed certificate.
        case itself
        /// A CA certificate and its key. Its subject is copied as the issuer, octet for octet; its SKI becomes the AKI.
        case authority(CertificateObject, PrivateKey)
    }

    /// What the certificate is to say. Values that are not known yet, such as the SKI, are computed from the keys.
    let contents: CertificateContents
    let serial: SerialNumber
    /// The key that the certificate is for. Only its public half goes into the certificate.
    let key: PrivateKey
    let issuer: Issuer

    func sign() throws(OpenSSLError) -> CertificateObject {
        let certificate = try CertificateObject()
        let x509 = certificate.pointer
        try check(X509_set_version(x509, contents.version - 1), "set the version")
        try set(serial, on: certificate)
        try set(contents.notBefore, "Valid From") { X509_set1_notBefore(x509, $0) }
        try set(contents.notAfter, "Valid To") { X509_set1_notAfter(x509, $0) }
        let subject = try NameEncoder.encode(contents.subject)
        try check(X509_set_subject_name(x509, subject.pointer), "set the subject")
        try check(X509_set_pubkey(x509, key.pointer), "set the public key")
        switch issuer {
        case .itself: try check(X509_set_issuer_name(x509, X509_get_subject_name(x509)), "set the issuer")
        case .authority(let authority, _):
            try check(X509_set_issuer_name(x509, X509_get_subject_name(authority.pointer)), "set the issuer")
        }
        try addExtensions(to: certificate)
        try check(X509_sign(x509, signingKey.pointer, EVP_sha256()), "sign the certificate")
        return certificate
    }

    private var signingKey: PrivateKey {
        switch issuer {
        case .itself: key
        case .authority(_, let key): key
        }
    }

    private func addExtensions(to certificate: CertificateObject) throws(OpenSSLError) {
        let extensions = ExtensionStack()
        let encoder = ExtensionEncoder(extensions: extensions)
        if let names = contents.subjectAlternativeNames { try encoder.add(names) }
        if let usage = contents.extendedKeyUsage { try encoder.add(usage) }
        if let constraints = contents.basicConstraints { try encoder.add(constraints) }
        if let usage = contents.keyUsage { try encoder.add(usage) }
        if contents.subjectKeyIdentifier != nil {
            try encoder.add(subjectKeyIdentifier: try certificate.publicKeyDigest())
        }
        if contents.authorityKeyIdentifier != nil, case .authority(let authority, _) = issuer {
            try encoder.add(authorityKeyIdentifier: try authority.keyIdentifier())
        }
        for one in extensions.all { try check(X509_add_ext(certificate.pointer, one, -1), "add an extension") }
    }

    private func set(_ serial: SerialNumber, on certificate: CertificateObject) throws(OpenSSLError) {
        let operation = "set the serial number"
        guard serial.isPositive, let count = Int32(exactly: serial.octets.count) else {
            throw OpenSSLError(operation, reasons: ["it is not positive"])
        }
        let number = try Owned(BN_bin2bn(serial.octets, count, nil), operation, free: BN_free)
        let integer = try Owned(BN_to_ASN1_INTEGER(number.pointer, nil), operation, free: ASN1_INTEGER_free)
        try check(X509_set_serialNumber(certificate.pointer, integer.pointer), operation)
    }

    /// UTCTime up to 2049, GeneralizedTime from 2050 (RFC 5280 section 4.1.2.5), as ASN1_TIME_set(3) does.
    private func set(
        _ moment: Timestamp, _ what: String, _ assign: (UnsafePointer<ASN1_TIME>) -> Int32
    ) throws(OpenSSLError) {
        let time = try Owned(
            ASN1_TIME_set(nil, Int(moment.secondsSinceEpoch)), "encode \(what)", free: ASN1_TIME_free)
        try check(assign(time.pointer), "set \(what)")
    }
}
