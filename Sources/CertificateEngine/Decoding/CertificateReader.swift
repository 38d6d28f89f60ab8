public import CertificateModel
import COpenSSL

/// Decodes certificates of any origin.
public enum CertificateReader {
    /// The decoded contents of a certificate, all of whose rows can be decoded. Nothing is recomputed, so that a wrong SKI
    /// is visible.
    ///
    /// Throws if the octets are not a certificate, if octets follow it, if OpenSSL does not take it, or if an extension of
    /// the table cannot be decoded or occurs twice (RFC 5280 section 4.2).
    public static func contents(der: [UInt8]) throws(OpenSSLError) -> CertificateContents {
        let certificate = try Certificate(der: der)
        _ = try certificate.x509()
        let contents = certificate.contents
        guard let reason = contents.firstUndecodable else { return contents }
        throw OpenSSLError("decode the certificate", reasons: [reason])
    }

    /// The decoded contents of a certificate, however damaged it is. A field that cannot be decoded is in
    /// `undecodable`, with its octets. This is for display only: use `contents(der:)` where a decision depends on it.
    ///
    /// Throws if the octets are not a certificate (RFC 5280 section 4.1), or if octets follow it.
    public static func shown(der: [UInt8]) throws(OpenSSLError) -> CertificateContents {
        try lenient(der) { $0.contents() }
    }

    /// What a list shows of a certificate: the same as `shown(der:)`, in a fraction of its time.
    public static func summary(der: [UInt8]) -> CertificateSummary {
        do throws(OpenSSLError) {
            return try lenient(der) { $0.summary() }
        } catch {
            let reason = error.queue.first.map { ": \($0)" } ?? ""
            return CertificateSummary(
                subject: "", issuer: "", notBefore: nil, notAfter: nil, damage: "it is not a certificate\(reason)")
        }
    }

    /// All extensions of a certificate in their order. Those of RFC 5280 section 4.2 and other common ones are decoded
    /// into lines. If the list is cut short, its last element has an empty identifier and the octets of the list.
    /// Throws if the octets are not a certificate.
    public static func extensions(der: [UInt8]) throws(OpenSSLError) -> [DecodedExtension] {
        try lenient(der) { ExtensionList.decode($0.rawExtensions, octets: $0.extensionOctets) }
    }

    /// Reads fields of a certificate. Throws if the octets are not a certificate.
    static func lenient<Answer>(
        _ der: [UInt8], _ read: (LenientDecoder) -> Answer
    ) throws(OpenSSLError) -> Answer {
        do throws(DERFault) {
            return try der.lent { (octets) throws(DERFault) in read(try LenientDecoder(octets)) }
        } catch {
            throw OpenSSLError("decode the certificate", reasons: [error.reason])
        }
    }

    /// The DER of every certificate in a PEM text, in its order. Other blocks and text between them are skipped (RFC
    /// 7468). Throws if a block is damaged.
    public static func pem(_ text: [UInt8]) throws(OpenSSLError) -> [[UInt8]] {
        try text.withUnsafeBufferPointer { (bytes) throws(OpenSSLError) in
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

    /// The digests that identify a certificate and its key. Throws if the octets are not a certificate.
    public static func fingerprints(der: [UInt8]) throws(OpenSSLError) -> CertificateFingerprints {
        CertificateFingerprints(certificate: der, publicKeyInfo: try lenient(der) { $0.publicKeyInfo })
    }

    /// The SHA-256 fingerprint of a certificate.
    public static func fingerprint(der: [UInt8]) -> [UInt8] { Digest.sha256(der) }

    /// SHA-256 of the SPKI of a certificate in DER (RFC 5280 section 4.1.2.7), which identifies its key. Throws if the
    /// octets are not a certificate.
    public static func publicKeyDigest(ofCertificate der: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        try publicKeyDigest(of: try CertificateObject(der: der))
    }

    static func publicKeyDigest(of certificate: CertificateObject) throws(OpenSSLError) -> [UInt8] {
        // Encoded again from the decoded key, like the SPKI of a private key: both give the same digest for the same
        // key.
        Digest.sha256(
            try DER.encoded("encode the public key") { i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.pointer), $0) })
    }

    /// The contents of the PEM blocks that have one of these labels. Throws if one of them is damaged.
    static func blocks(of text: UnsafeRawBufferPointer, labels: [String]) throws(OpenSSLError) -> [[UInt8]] {
        var scanner = PEMScanner(text)
        var all: [[UInt8]] = []
        while let block = scanner.next() {
            guard labels.contains(block.label) else { continue }
            guard block.isClosed, let octets = Base64.publicOctets(PEMHeader(block.body).rest), !octets.isEmpty else {
                let reason = block.isClosed ? "is not valid Base64" : "has no end"
                throw OpenSSLError("read the PEM text", reasons: ["its block \"\(block.label)\" \(reason)"])
            }
            all.append(octets)
        }
        return all
    }
}
