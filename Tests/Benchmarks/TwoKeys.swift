import COpenSSL
import Glibc

/// The work that no ignition can do without: two RSA-2048 keys, each on a thread of its own, by OpenSSL alone.
enum TwoKeys {
    static func generate() -> Bool {
        var threads: [pthread_t] = []
        for _ in 0..<2 {
            var thread = pthread_t()
            let code = pthread_create(&thread, nil, { _ in TwoKeys.generateOne() }, nil)
            guard code == 0 else { return false }
            threads.append(thread)
        }
        return threads.allSatisfy { thread in
            var key: UnsafeMutableRawPointer?
            pthread_join(thread, &key)
            return key != nil
        }
    }

    private static func generateOne() -> UnsafeMutableRawPointer? {
        guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2048) == 1,
            EVP_PKEY_keygen(context, &key) == 1
        else { return nil }
        return key.map(UnsafeMutableRawPointer.init)
    }
}
