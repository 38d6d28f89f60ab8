import COpenSSL

/// The one owner of an X509_REQ object of OpenSSL: a CSR (PKCS #10, RFC 2986).
final class RequestObject {
    let pointer: OpaquePointer  // X509_REQ

    private init(takingOwnership request: consuming Owned<OpaquePointer>) {
        pointer = request.release()
    }

    deinit { X509_REQ_free(pointer) }

    /// An empty CSR, to be filled and signed.
    convenience init() throws(OpenSSLError) {
        self.init(takingOwnership: try Owned(X509_REQ_new(), "allocate a signing request", free: X509_REQ_free))
    }

    /// The CSR in this DER; throws if bytes follow it.
    convenience init(der: [UInt8]) throws(OpenSSLError) {
        ERR_clear_error()
        let operation = "decode the signing request"
        var isWhole = false
        let pointer: OpaquePointer? = der.withUnsafeBufferPointer { octets in
            var next = octets.baseAddress
            let made = d2i_X509_REQ(nil, &next, octets.count)
            if let start = octets.baseAddress, let next { isWhole = next - start == octets.count }
            return made
        }
        let request = try Owned(pointer, operation, free: X509_REQ_free)
        guard isWhole else { throw OpenSSLError(operation, reasons: ["bytes follow its end"]) }
        self.init(takingOwnership: request)
    }

    /// Its DER encoding.
    func der() throws(OpenSSLError) -> [UInt8] {
        try DER.encoded("encode the signing request") { i2d_X509_REQ(pointer, $0) }
    }
}
