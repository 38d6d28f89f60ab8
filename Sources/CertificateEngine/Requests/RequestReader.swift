import COpenSSL
public import CertificateModel

/// Decodes CSRs (PKCS #10, RFC 2986).
public enum RequestReader {
    /// The decoded contents of a CSR.
    ///
    /// Throws if the octets are not a CSR, if octets follow it, if an extension of the table cannot be decoded or
    /// occurs twice, or if the signature does not verify with the CSR's own key.
    public static func contents(der: [UInt8]) throws(OpenSSLError) -> RequestContents {
        let request = try RequestObject(der: der)
        let pointer = request.pointer
        defer { ERR_clear_error() }
        guard let key = X509_REQ_get0_pubkey(pointer), X509_REQ_verify(pointer, key) == 1 else {
            throw OpenSSLError("verify the signing request", reasons: ["its signature is not that of its own key"])
        }
        let extensions = ExtensionDecoder(list: try request.extensions())
        var contents = RequestContents(subject: NameDecoder.decode(X509_REQ_get_subject_name(pointer)))
        contents.version = X509_REQ_get_version(pointer) &+ 1
        contents.subjectAlternativeNames = try extensions.subjectAlternativeNames()
        contents.keyUsage = try extensions.keyUsage()
        contents.basicConstraints = try extensions.basicConstraints()
        contents.extendedKeyUsage = try extensions.extendedKeyUsage()
        var signature: UnsafePointer<ASN1_BIT_STRING>?
        var algorithm: UnsafePointer<X509_ALGOR>?
        X509_REQ_get0_signature(pointer, &signature, &algorithm)
        var object: OpaquePointer?
        X509_ALGOR_get0(&object, nil, nil, algorithm)
        contents.signatureAlgorithm = ContentsDecoder.name(of: object)
        contents.signature = .known(ASN1Strings.octets(signature))
        contents.publicKey = PublicKeyDecoder.decode(X509_REQ_get_X509_PUBKEY(pointer))
        return contents
    }

    /// The DER of the first CSR in a PEM text. Other blocks and text around it are skipped (RFC 7468 section 7). Throws
    /// if there is none, or if a block is damaged.
    public static func pem(_ text: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        ERR_clear_error()
        let requests = try text.withUnsafeBufferPointer { (bytes) throws(OpenSSLError) in
            try CertificateReader.blocks(
                of: UnsafeRawBufferPointer(bytes), labels: ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"])
        }
        guard let first = requests.first else {
            throw OpenSSLError("read the signing request", reasons: ["there is none in the PEM text"])
        }
        return first
    }
}
