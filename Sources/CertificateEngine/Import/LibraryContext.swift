import COpenSSL

/// An OpenSSL library context (OSSL_LIB_CTX(3)): the default one, or a private one with the legacy provider. The
/// private one lives for one decryption, so that no other thread can use old algorithms.
final class LibraryContext {
    /// The OSSL_LIB_CTX; nil for the default library context.
    let pointer: OpaquePointer?
    private let providers: [OpaquePointer]

    /// The default library context.
    static var ordinary: LibraryContext { LibraryContext() }

    private init() {
        pointer = nil
        providers = []
    }

    /// A private context with the legacy provider and the default provider. Nil if the system has no legacy provider,
    /// or refuses to load it (OSSL_PROVIDER-legacy(7)).
    init?(oldProvider name: String) {
        guard let context = OSSL_LIB_CTX_new() else {
            ERR_clear_error()
            return nil
        }
        let loaded = [OSSL_PROVIDER_load(context, name), OSSL_PROVIDER_load(context, "default")]
        pointer = context
        providers = loaded.compactMap(\.self)
        ERR_clear_error()
        // The deinitialiser unloads the providers that were loaded.
        guard providers.count == loaded.count else { return nil }
    }

    deinit {
        for provider in providers { OSSL_PROVIDER_unload(provider) }
        OSSL_LIB_CTX_free(pointer)
    }

    /// Whether a cipher of this name is available.
    func has(cipher name: String) -> Bool {
        found(EVP_CIPHER_fetch(pointer, name, nil), EVP_CIPHER_free)
    }

    /// Whether a message digest of this name is available.
    func has(digest name: String) -> Bool { found(EVP_MD_fetch(pointer, name, nil), EVP_MD_free) }

    /// Whether a KDF of this name is available.
    func has(derivation name: String) -> Bool { found(EVP_KDF_fetch(pointer, name, nil), EVP_KDF_free) }

    private func found(_ algorithm: OpaquePointer?, _ free: (OpaquePointer?) -> Void) -> Bool {
        defer { ERR_clear_error() }
        free(algorithm)
        return algorithm != nil
    }
}
