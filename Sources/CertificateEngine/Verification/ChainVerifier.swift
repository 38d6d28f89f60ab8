import COpenSSL

/// Verifies a chain as a TLS client does (X509_verify_cert(3), purpose sslserver), but whatever the time: a fresh host's
/// clock may be wrong, and a generation is not broken because it has expired.
struct ChainVerifier {
    let root: CertificateObject
    let chain: [CertificateObject]

    /// Why the certificate does not lead to the root, or nil where it does.
    func reason(against certificate: CertificateObject) throws(OpenSSLError) -> String? {
        defer { ERR_clear_error() }
        let operation = "verify the chain"
        let store = try Owned(X509_STORE_new(), operation, free: X509_STORE_free)
        try check(X509_STORE_add_cert(store.pointer, root.pointer), operation)
        let untrusted = try Owned(COpenSSL_certificates_new(), operation, free: COpenSSL_certificates_free)
        for one in chain {
            try check(X509_up_ref(one.pointer), operation)
            guard COpenSSL_certificates_push(untrusted.pointer, one.pointer) > 0 else {
                X509_free(one.pointer)
                throw OpenSSLError(operation)
            }
        }
        let context = try Owned(X509_STORE_CTX_new(), operation, free: X509_STORE_CTX_free)
        try check(
            X509_STORE_CTX_init(context.pointer, store.pointer, certificate.pointer, untrusted.pointer), operation)
        try check(X509_STORE_CTX_set_purpose(context.pointer, X509_PURPOSE_SSL_SERVER), operation)
        X509_STORE_CTX_set_flags(context.pointer, UInt(X509_V_FLAG_NO_CHECK_TIME))
        if X509_verify_cert(context.pointer) == 1 { return nil }
        let code = X509_STORE_CTX_get_error(context.pointer)
        return X509_verify_cert_error_string(Int(code)).map { String(cString: $0) } ?? "error \(code)"
    }
}
