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
    init(der: [UInt8]) throws(OpenSSLError) {
        pointer = try der.lent { (octets) throws(OpenSSLError) in
            try Decoded.whole(octets, "decode the signing request", d2i_X509_REQ, X509_REQ_free)
        }
    }

    /// Its DER encoding.
    func der() throws(OpenSSLError) -> [UInt8] {
        try DER.encoded("encode the signing request") { i2d_X509_REQ(pointer, $0) }
    }
}
