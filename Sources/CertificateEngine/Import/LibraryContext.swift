import COpenSSL

/// Where OpenSSL takes its algorithms from: the process's own context, or one with the old algorithms that lives for one
/// decryption, so that no other thread ever sees those (OSSL_LIB_CTX(3)).
final class LibraryContext {
    /// The OSSL_LIB_CTX; nil for the process's own.
    let pointer: OpaquePointer?
    private let providers: [OpaquePointer]

    /// The process's own.
    static var ordinary: LibraryContext { LibraryContext() }

    private init() {
        pointer = nil
        providers = []
    }

    /// A private context with a provider of old algorithms and the default one; nil where the system lacks it, or
    /// refuses to load it (OSSL_PROVIDER-legacy(7)).
    init?(oldProvider name: String) {
        guard let context = OSSL_LIB_CTX_new() else {
            ERR_clear_error()
            return nil
        }
        let loaded = [OSSL_PROVIDER_load(context, name), OSSL_PROVIDER_load(context, "default")]
        pointer = context
        providers = loaded.compactMap(\.self)
        ERR_clear_error()
        // The deinitialiser takes down what was loaded.
        guard providers.count == loaded.count else { return nil }
    }

    deinit {
        for provider in providers { OSSL_PROVIDER_unload(provider) }
        OSSL_LIB_CTX_free(pointer)
    }

    /// Whether there is a cipher of this name.
    func has(cipher name: String) -> Bool {
        found(EVP_CIPHER_fetch(pointer, name, nil), EVP_CIPHER_free)
    }

    /// Whether there is a message digest of this name.
    func has(digest name: String) -> Bool { found(EVP_MD_fetch(pointer, name, nil), EVP_MD_free) }

    /// Whether there is a key derivation of this name.
    func has(derivation name: String) -> Bool { found(EVP_KDF_fetch(pointer, name, nil), EVP_KDF_free) }

    private func found(_ algorithm: OpaquePointer?, _ free: (OpaquePointer?) -> Void) -> Bool {
        defer { ERR_clear_error() }
        free(algorithm)
        return algorithm != nil
    }
}
