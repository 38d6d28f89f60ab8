import COpenSSL

/// The beginning of OpenSSL, which reads its configuration and collects its algorithms when it is first asked for one:
/// that takes longer than most of what is then asked of it, and can go on beside something else.
public enum OpenSSLStart {
    /// Comes before everything else. The program may end while its threads use OpenSSL, which make keys or read
    /// certificates: then nothing may be taken down under them (OPENSSL_init_crypto(3)).
    public static func keepUntilExit() { OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil) }

    /// Has OpenSSL collect what every certificate and key needs. Another thread that needs it meanwhile waits for it
    /// (openssl-threads(7)).
    public static func prepare() {
        let context = LibraryContext.ordinary
        _ = context.has(digest: "SHA256")
        _ = context.has(cipher: "AES-256-CBC")
        OSSL_DECODER_CTX_free(OSSL_DECODER_CTX_new_for_pkey(nil, "DER", nil, "RSA", 0, nil, nil))
    }
}
