import COpenSSL
import CertificateModel

/// Says what the table says of a public key.
enum PublicKeyDecoder {
    /// The key of an X509_PUBKEY, lent; one that OpenSSL cannot use is still named.
    static func decode(_ encoded: OpaquePointer?) -> PublicKeyContents {
        defer { ERR_clear_error() }
        guard let key = X509_PUBKEY_get0(encoded) else { return unknown(encoded) }
        let name = EVP_PKEY_get0_type_name(key).map { String(cString: $0) }
        return PublicKeyContents(
            algorithm: name ?? "unknown", bits: max(0, Int(EVP_PKEY_get_bits(key))), exponent: exponent(of: key))
    }

    /// By its algorithm, with the length of its bit string.
    private static func unknown(_ encoded: OpaquePointer?) -> PublicKeyContents {
        var object: OpaquePointer?
        var octets: UnsafePointer<UInt8>?
        var count: Int32 = 0
        _ = X509_PUBKEY_get0_param(&object, &octets, &count, nil, encoded)
        return PublicKeyContents(
            algorithm: ObjectIdentifier.longName(object), bits: max(0, Int(count)) * 8, exponent: nil)
    }

    private static func exponent(of key: OpaquePointer) -> UInt64? {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &number) == 1, let number else { return nil }
        defer { BN_free(number) }
        guard BN_num_bits(number) <= 64 else { return nil }
        var octets = [UInt8](repeating: 0, count: 8)
        guard BN_bn2binpad(number, &octets, 8) == 8 else { return nil }
        return octets.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
