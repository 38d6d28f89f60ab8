import COpenSSL

/// Reads the certificates that PKCS #7 and CMS messages carry (RFC 2315 section 9, RFC 5652 section 5): the form in which
/// authorities send a chain.
struct MessageReader {
    let reading: ImportReading

    /// Reads a message; one that carries no certificates in the clear adds nothing.
    func read(_ bytes: UnsafeRawBufferPointer, _ place: String) throws(ImportError) {
        if let message = Decoded.whole(bytes, d2i_PKCS7, PKCS7_free) {
            return try add(COpenSSL_pkcs7_certificates(message.pointer), place)
        }
        // CMS has forms that PKCS #7 did not have.
        guard let message = Decoded.whole(bytes, d2i_CMS_ContentInfo, CMS_ContentInfo_free) else {
            throw reading.damaged("\(place) is not a whole PKCS #7 message")
        }
        let certificates = CMS_get1_certs(message.pointer)
        defer { COpenSSL_certificates_free(certificates) }
        ERR_clear_error()
        try add(certificates, place)
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
