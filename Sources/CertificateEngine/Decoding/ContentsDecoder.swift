import COpenSSL
import CertificateModel

/// Decodes one certificate into `CertificateContents`.
struct ContentsDecoder {
    let certificate: CertificateObject

    func contents() throws(OpenSSLError) -> CertificateContents {
        let x509 = certificate.pointer
        let extensions = ExtensionDecoder(certificate: certificate)
        var contents = CertificateContents(
            serial: .known(try serial()), issuer: NameDecoder.decode(X509_get_issuer_name(x509)),
            subject: NameDecoder.decode(X509_get_subject_name(x509)),
            notBefore: try moment(X509_get0_notBefore(x509), "Valid From"),
            notAfter: try moment(X509_get0_notAfter(x509), "Valid To"),
            publicKey: PublicKeyDecoder.decode(X509_get_X509_PUBKEY(x509)))
        contents.version = X509_get_version(x509) &+ 1
        var signature: UnsafePointer<ASN1_BIT_STRING>?
        var algorithm: UnsafePointer<X509_ALGOR>?
        X509_get0_signature(&signature, &algorithm, x509)
        contents.signature = .known(ASN1Strings.octets(signature))
        contents.signatureAlgorithm = name(of: algorithm)
        contents.subjectAlternativeNames = try extensions.subjectAlternativeNames()
        contents.extendedKeyUsage = try extensions.extendedKeyUsage()
        contents.basicConstraints = try extensions.basicConstraints()
        contents.keyUsage = try extensions.keyUsage()
        contents.subjectKeyIdentifier = try extensions.subjectKeyIdentifier().map { .known($0) }
        contents.authorityKeyIdentifier = try extensions.authorityKeyIdentifier().map { .known($0) }
        contents.unknownCriticalExtensions = extensions.unknownCritical()
        return contents
    }

    /// The content octets as encoded, even if they are negative or padded: ASN1_INTEGER holds only magnitude and sign.
    private func serial() throws(OpenSSLError) -> SerialNumber {
        let operation = "decode the serial number"
        let integer = X509_get0_serialNumber(certificate.pointer)
        guard let content = DER.content(of: try DER.encoded(operation) { i2d_ASN1_INTEGER(integer, $0) }) else {
            throw OpenSSLError(operation, reasons: ["it is not an integer"])
        }
        return SerialNumber(octets: content)
    }

    private func moment(_ time: UnsafePointer<ASN1_TIME>?, _ what: String) throws(OpenSSLError) -> Timestamp {
        var parts = tm()
        // ASN1_TIME_to_tm(3) returns the current time for a null pointer.
        guard let time, ASN1_TIME_to_tm(time, &parts) == 1,
            let moment = Timestamp(
                year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday),
                hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: Int(parts.tm_sec))
        else { throw OpenSSLError("decode \(what)") }
        return moment
    }

    private func name(of algorithm: UnsafePointer<X509_ALGOR>?) -> String {
        // The lenient decoder adds the hash of RSASSA-PSS; both decoders must show the same name.
        if let octets = try? DER.encoded("encode the signature algorithm", { i2d_X509_ALGOR(algorithm, $0) }),
            let value = try? DERValue(octets), let name = try? LenientDecoder.algorithm(value)
        {
            return name
        }
        var object: OpaquePointer?
        X509_ALGOR_get0(&object, nil, nil, algorithm)
        return Self.name(of: object)
    }

    /// The name of an algorithm in the table.
    static func name(of object: OpaquePointer?) -> String {
        OBJ_obj2nid(object) == NID_sha256WithRSAEncryption ? "sha256RSA" : ObjectIdentifier.longName(object)
    }
}
