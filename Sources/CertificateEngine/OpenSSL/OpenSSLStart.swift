import COpenSSL

/// Initialises OpenSSL in advance. On first use it reads its configuration and fetches algorithms, which takes longer
/// than most operations. That can run on another thread.
public enum OpenSSLStart {
    /// Must be called before everything else. The process may exit while threads use OpenSSL, so OpenSSL must not clean
    /// up at exit (OPENSSL_init_crypto(3)).
    public static func keepUntilExit() {
        OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil)
        _ = hasSecureHeap
    }

    /// How many bytes the numbers of private keys may take: more than a thousand keys need at once, and less than an unprivileged
    /// user may lock.
    private static let secureHeap = 4 << 20

    /// OpenSSL keeps the numbers of private keys in a heap of their own, which is not swapped out where the system grants that,
    /// and is in no core dump (OPENSSL_secure_malloc(3)). Once is enough, and only before there are keys.
    private static let hasSecureHeap = CRYPTO_secure_malloc_init(secureHeap, 64) > 0

    /// Throws if OpenSSL, as this system configures it, lacks what every certificate of this program needs.
    public static func check() throws(OpenSSLError) {
        ERR_clear_error()
        _ = try Owned(EVP_MD_fetch(nil, "SHA256", nil), "compute SHA-256", free: EVP_MD_free)
        _ = try Owned(EVP_KEYMGMT_fetch(nil, "RSA", nil), "use RSA keys", free: EVP_KEYMGMT_free)
    }

    /// Makes OpenSSL fetch the algorithms that every certificate and key needs. Other threads that need them wait
    /// (openssl-threads(7)).
    public static func prepare() {
        let context = LibraryContext.ordinary
        _ = context.has(digest: "SHA256")
        _ = context.has(cipher: "AES-256-CBC")
        OSSL_DECODER_CTX_free(OSSL_DECODER_CTX_new_for_pkey(nil, "DER", nil, "RSA", 0, nil, nil))
    }
}
