import COpenSSL

/// Path validation (X509_verify_cert(3)) without the validity period: a new host's clock may be wrong, and an expired
/// generation is not damaged.
struct ChainVerifier {
    /// What is required of the certificates, in addition to their signatures.
    enum Demands {
        /// Everything that a TLS client requires of a server: purpose sslserver, security level 1
        /// (SSL_CTX_set_security_level(3)).
        case server
        /// What a TLS client requires of the CAs. The purpose of the server's certificate and unknown critical
        /// extensions are checked elsewhere.
        case authorities
        /// No purpose: only that the CAs may sign certificates with these names.
        case signatures
    }

    let root: CertificateObject
    let chain: [CertificateObject]
    var demands = Demands.server

    /// Why path validation fails.
    struct Problem {
        /// OpenSSL's code.
        let code: Int32
        /// OpenSSL's words.
        let reason: String
        /// Which certificate is at fault: 0 for the verified one, 1 for its issuer, and so on.
        let depth: Int
    }

    /// Why path validation from this certificate to the root fails; nil if it succeeds.
    func problem(of certificate: CertificateObject) throws(OpenSSLError) -> Problem? {
        defer { ERR_clear_error() }
        let operation = "verify the chain"
        let store = try Owned(X509_STORE_new(), operation, free: X509_STORE_free)
        try check(X509_STORE_add_cert(store.pointer, root.pointer), operation)
        let untrusted = try CertificateObject.stack(of: chain, operation)
        let context = try Owned(X509_STORE_CTX_new(), operation, free: X509_STORE_CTX_free)
        try check(
            X509_STORE_CTX_init(context.pointer, store.pointer, certificate.pointer, untrusted.pointer), operation)
        try demand(of: context.pointer, operation)
        if X509_verify_cert(context.pointer) == 1 { return nil }
        let code = X509_STORE_CTX_get_error(context.pointer)
        return Problem(
            code: code, reason: X509_verify_cert_error_string(Int(code)).map { String(cString: $0) } ?? "error \(code)",
            depth: Int(X509_STORE_CTX_get_error_depth(context.pointer)))
    }

    private func demand(of context: OpaquePointer, _ operation: String) throws(OpenSSLError) {
        var flags = X509_V_FLAG_NO_CHECK_TIME
        if demands != .signatures {
            try check(X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_SERVER), operation)
        }
        if demands == .server { X509_VERIFY_PARAM_set_auth_level(X509_STORE_CTX_get0_param(context), 1) }
        if demands != .server { flags |= X509_V_FLAG_IGNORE_CRITICAL }
        X509_STORE_CTX_set_flags(context, UInt(flags))
        if demands == .authorities {
            X509_STORE_CTX_set_verify_cb(context) { isGood, context in
                let isItsPurpose =
                    X509_STORE_CTX_get_error(context) == X509_V_ERR_INVALID_PURPOSE
                    && X509_STORE_CTX_get_error_depth(context) == 0
                return isItsPurpose ? 1 : isGood
            }
        }
    }
}
