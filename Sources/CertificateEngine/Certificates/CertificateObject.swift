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
    convenience init(der: [UInt8]) throws(OpenSSLError) {
        ERR_clear_error()
        var isWhole = false
        let pointer: OpaquePointer? = der.withUnsafeBufferPointer { octets in
            var next = octets.baseAddress
            let made = d2i_X509(nil, &next, octets.count)
            if let start = octets.baseAddress, let next { isWhole = next - start == octets.count }
            return made
        }
        let certificate = try Owned(pointer, "decode the certificate", free: X509_free)
        guard isWhole else { throw OpenSSLError("decode the certificate", reasons: ["bytes follow its end"]) }
        self.init(takingOwnership: certificate)
    }

    /// Its DER encoding.
    func der() throws(OpenSSLError) -> [UInt8] {
        try DER.encoded("encode the certificate") { i2d_X509(pointer, $0) }
    }

    /// Whether both have the same DER (X509_cmp(3)).
    func isSame(as other: CertificateObject) -> Bool { X509_cmp(pointer, other.pointer) == 0 }
}
