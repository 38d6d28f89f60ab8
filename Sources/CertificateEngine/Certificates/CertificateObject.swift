import COpenSSL

/// The one owner of an X509 object of OpenSSL.
final class CertificateObject: Sendable {
    // Nothing changes it after it is signed or decoded. OpenSSL may then use it on several threads at once
    // (openssl-threads(7)).
    nonisolated(unsafe) let pointer: OpaquePointer  // X509

    /// Takes over an X509.
    init(takingOwnership certificate: consuming Owned<OpaquePointer>) {
        pointer = certificate.release()
    }

    deinit { X509_free(pointer) }

    /// An empty certificate, to be filled and signed.
    convenience init() throws(OpenSSLError) {
        self.init(takingOwnership: try Owned(X509_new(), "allocate a certificate", free: X509_free))
    }

    /// The certificate in this DER; throws if bytes follow it.
    init(der: [UInt8]) throws(OpenSSLError) {
        pointer = try der.lent { (octets) throws(OpenSSLError) in
            try Decoded.whole(octets, "decode the certificate", d2i_X509, X509_free)
        }
    }

    /// Its DER encoding.
    func der() throws(OpenSSLError) -> [UInt8] {
        try DER.encoded("encode the certificate") { i2d_X509(pointer, $0) }
    }

    /// Certificates as OpenSSL takes several: each has one more owner.
    static func stack(
        of all: some Sequence<CertificateObject>, _ operation: String
    ) throws(OpenSSLError) -> Owned<OpaquePointer> {
        let stack = try Owned(COpenSSL_certificates_new(), operation, free: COpenSSL_certificates_free)
        for one in all {
            try check(X509_up_ref(one.pointer), operation)
            guard COpenSSL_certificates_push(stack.pointer, one.pointer) > 0 else {
                X509_free(one.pointer)
                throw OpenSSLError(operation)
            }
        }
        return stack
    }

    /// Whether both have the same DER (X509_cmp(3)).
    func isSame(as other: CertificateObject) -> Bool { X509_cmp(pointer, other.pointer) == 0 }
}
