public import CertificateModel
import COpenSSL

/// Reads certificates that anybody made.
public enum CertificateReader {
    /// What a certificate says, from its DER alone: nothing is recomputed, so that a wrong SKI shows.
    ///
    /// Throws where the octets are no certificate, octets follow it, or an extension of the table cannot be decoded or
    /// stands twice (RFC 5280 section 4.2).
    public static func contents(der: [UInt8]) throws(OpenSSLError) -> CertificateContents {
        try ContentsDecoder(certificate: try RecentCertificates.certificate(der: der)).contents()
    }

    /// What a certificate says, whatever is in it: what cannot be decoded is marked as such (`undecodable`), with its
    /// octets. For showing only: to trust a certificate, read it with `contents(der:)`.
    ///
    /// Throws where the octets are no certificate (RFC 5280 section 4.1) or octets follow it. Its `extensions` are left
    /// out: `extensions(der:)` has them.
    public static func shown(der: [UInt8]) throws(OpenSSLError) -> CertificateContents {
        try lenient(der).contents()
    }

    /// Every extension of a certificate in its order, decoded into lines where it is known (RFC 5280 section 4.2 and what
    /// is in wide use besides). Where their list breaks off, the last one has an empty identifier and what stands in the
    /// place of the list. Throws where the octets are no certificate.
    public static func extensions(der: [UInt8]) throws(OpenSSLError) -> [DecodedExtension] {
        let decoder = try lenient(der)
        return ExtensionList.decode(decoder.rawExtensions, octets: decoder.extensionOctets)
    }

    private static func lenient(_ der: [UInt8]) throws(OpenSSLError) -> LenientDecoder {
        do throws(DERFault) {
            return try LenientDecoder(der)
        } catch {
            throw OpenSSLError("decode the certificate", reasons: [error.reason])
        }
    }

    /// The DER of every certificate in a PEM text, in its order; other blocks and text between them are passed over
    /// (RFC 7468). Throws where a block is broken.
    public static func pem(_ text: [UInt8]) throws(OpenSSLError) -> [[UInt8]] {
        ERR_clear_error()
        return try text.withUnsafeBufferPointer { (bytes) throws(OpenSSLError) in
            try blocks(of: UnsafeRawBufferPointer(bytes), labels: ["CERTIFICATE", "X509 CERTIFICATE"])
        }
    }

    /// The certificate as PEM text.
    public static func pemText(der: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        try pemText(der: der, label: "CERTIFICATE")
    }

    /// DER as PEM text (RFC 7468) with this label.
    static func pemText(der: [UInt8], label: String) throws(OpenSSLError) -> [UInt8] {
        let operation = "write the \(label.lowercased()) as PEM"
        guard der.count <= Int(Int32.max) else { throw OpenSSLError(operation, reasons: ["too long"]) }
        let bio = try MemoryBIO()
        try check(PEM_write_bio(bio.pointer, label, "", der, der.count), operation)
        return bio.withUnsafeBytes { Array($0) }
    }

    /// The digests by which a certificate and its key are named. Throws where the octets are no certificate.
    public static func fingerprints(der: [UInt8]) throws(OpenSSLError) -> CertificateFingerprints {
        CertificateFingerprints(certificate: der, publicKeyInfo: try lenient(der).publicKeyInfo)
    }

    /// The SHA-256 fingerprint of a certificate.
    public static func fingerprint(der: [UInt8]) -> [UInt8] { Digest.sha256(der) }

    /// SHA-256 of the SubjectPublicKeyInfo of a certificate in DER (RFC 5280 section 4.1.2.7): which key it is for. Throws
    /// where the octets are no certificate.
    public static func publicKeyDigest(ofCertificate der: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        let certificate = try RecentCertificates.certificate(der: der)
        // Encoded from what was decoded of it, as a private key's is: both say the same of the same key.
        return Digest.sha256(
            try DER.encoded("encode the public key") { i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.pointer), $0) })
    }

    /// The octets of the blocks of a PEM text that have one of these labels.
    static func blocks(of text: UnsafeRawBufferPointer, labels: [String]) throws(OpenSSLError) -> [[UInt8]] {
        let bio = try MemoryBIO(reading: text)
        var all: [[UInt8]] = []
        while true {
            var name: UnsafeMutablePointer<CChar>?
            var header: UnsafeMutablePointer<CChar>?
            var data: UnsafeMutablePointer<UInt8>?
            var count = 0
            guard PEM_read_bio(bio.pointer, &name, &header, &data, &count) == 1 else { break }
            defer {
                COpenSSL_free(name)
                COpenSSL_free(header)
                // A key may stand between the certificates.
                COpenSSL_clear_free(data, max(0, count))
            }
            guard let name, let data, labels.contains(String(cString: name)) else {
                continue
            }
            all.append(Array(UnsafeBufferPointer(start: data, count: max(0, count))))
        }
        // The end of the text is an error to OpenSSL too, and the only good one.
        let last = ERR_peek_last_error()
        guard Int32(truncatingIfNeeded: last) & 0x7fffff == PEM_R_NO_START_LINE else {
            throw OpenSSLError("read the PEM text")
        }
        ERR_clear_error()
        return all
    }
}
