import COpenSSL

/// Reads the certificates in PKCS #7 and CMS messages (RFC 2315 section 9, RFC 5652 section 5). CAs often send a chain
/// in this form.
struct MessageReader {
    let reading: ImportReading

    /// Reads a message. A message without unencrypted certificates adds nothing.
    func read(_ bytes: UnsafeRawBufferPointer, _ place: String) throws(ImportError) {
        if let message = Decoded.whole(bytes, d2i_PKCS7, PKCS7_free) {
            leaveOut(crls: COpenSSL_pkcs7_crl_count(message.pointer))
            return try add(COpenSSL_pkcs7_certificates(message.pointer), place)
        }
        // CMS allows forms that the PKCS #7 decoder does not accept.
        guard let message = Decoded.whole(bytes, d2i_CMS_ContentInfo, CMS_ContentInfo_free) else {
            throw reading.damaged("\(place) is not a whole PKCS #7 message")
        }
        let certificates = CMS_get1_certs(message.pointer)
        defer { COpenSSL_certificates_free(certificates) }
        leaveOut(crls: COpenSSL_cms_crl_count(message.pointer))
        ERR_clear_error()
        try add(certificates, place)
    }

    private func leaveOut(crls count: Int32) {
        guard count > 0 else { return }
        reading.leaveOut(
            count == 1 ? "a CRL" : "\(count) CRLs",
            because: count == 1 ? "it is not a certificate" : "they are not certificates")
    }

    private func add(_ certificates: OpaquePointer?, _ place: String) throws(ImportError) {
        guard let certificates else { return }
        for index in 0..<max(0, COpenSSL_certificates_count(certificates)) {
            guard let certificate = COpenSSL_certificates_at(certificates, index),
                let der = try? DER.encoded("encode the certificate", { i2d_X509(certificate, $0) })
            else { throw reading.damaged("\(place) holds a certificate that cannot be decoded") }
            reading.add(certificate: der)
        }
    }
}
