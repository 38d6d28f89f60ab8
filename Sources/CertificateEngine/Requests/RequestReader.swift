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
        defer { ERR_clear_error() }
        guard let key = X509_REQ_get0_pubkey(request.pointer), X509_REQ_verify(request.pointer, key) == 1 else {
            throw OpenSSLError("verify the signing request", reasons: ["its signature is not that of its own key"])
        }
        do throws(DERFault) {
            return try der.lent(read)
        } catch {
            throw OpenSSLError("decode the signing request", reasons: [error.reason])
        }
    }

    /// Reads the fields of RFC 2986 section 4.
    private static func read(_ der: UnsafeRawBufferPointer) throws(DERFault) -> RequestContents {
        var outer = try DERValue(der).inside(DERTag.sequence)
        var info = try outer.next(DERTag.sequence).inside
        let algorithm = try outer.next(DERTag.sequence)
        let signature = try outer.next()
        let version = try info.next().smallInteger()
        var names = NameReader()
        var contents = RequestContents(subject: try names.read(try info.next(DERTag.sequence)))
        contents.version = version &+ 1
        let keyInfo = try info.next(DERTag.sequence)
        var keys = PublicKeyReader()
        contents.publicKey = try keys.read(keyInfo, algorithm: try PublicKeyReader.algorithm(keyInfo))
        contents.signatureAlgorithm = try LenientDecoder.algorithm(algorithm)
        contents.signature = .known(try signature.bits().octets)
        guard let attributes = try info.optional(0xa0) else { return contents }
        try readExtensions(try extensions(attributes), into: &contents)
        return contents
    }

    /// The requested extensions (RFC 2985 section 5.4.2); none if there are no such attributes.
    private static func extensions(_ attributes: DERValue) throws(DERFault) -> [RawExtension] {
        var all = attributes.inside
        while !all.isAtEnd {
            var attribute = try all.next(DERTag.sequence).inside
            // Microsoft has an identifier of its own.
            guard ["1.2.840.113549.1.9.14", "1.3.6.1.4.1.311.2.1.14"].contains(try attribute.next().dotted()) else {
                continue
            }
            let (found, fault) = RawExtension.list(try attribute.next(DERTag.set))
            if let fault { throw fault }
            return found
        }
        return []
    }

    private static func readExtensions(
        _ extensions: [RawExtension], into contents: inout RequestContents
    ) throws(DERFault) {
        // The rows are those of the certificate that it asks for.
        let epoch = Timestamp(secondsSinceEpoch: 0)
        var rows = CertificateContents(
            serial: .pending, issuer: DistinguishedName([]), subject: contents.subject, notBefore: epoch,
            notAfter: epoch, publicKey: contents.publicKey)
        TableExtensions(extensions).read(into: &rows)
        if let reason = rows.firstUndecodable { throw DERFault(reason) }
        contents.subjectAlternativeNames = rows.subjectAlternativeNames
        contents.keyUsage = rows.keyUsage
        contents.basicConstraints = rows.basicConstraints
        contents.extendedKeyUsage = rows.extendedKeyUsage
    }

    /// The DER of the first CSR in a PEM text. Other blocks and text around it are skipped (RFC 7468 section 7). Throws
    /// if there is none, or if a block is damaged.
    public static func pem(_ text: [UInt8]) throws(OpenSSLError) -> [UInt8] {
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
