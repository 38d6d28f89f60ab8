import COpenSSL
import CertificateModel

/// What the table shows of a public key.
enum PublicKeyDecoder {
    /// The key of an X509_PUBKEY, which is borrowed. If OpenSSL cannot use the key, its algorithm is still named.
    static func decode(_ encoded: OpaquePointer?) -> PublicKeyContents {
        defer { ERR_clear_error() }
        guard let key = X509_PUBKEY_get0(encoded) else { return unknown(encoded) }
        let name = EVP_PKEY_get0_type_name(key).map { String(cString: $0) }
        var contents = PublicKeyContents(
            algorithm: name ?? "unknown", bits: max(0, Int(EVP_PKEY_get_bits(key))), exponent: exponent(of: key))
        contents.curve = curve(of: encoded)
        return contents
    }

    /// The curve of an EC key, with the name that the lenient decoder gives it.
    private static func curve(of encoded: OpaquePointer?) -> String? {
        let info = try? DER.encoded("encode the public key") { i2d_X509_PUBKEY(encoded, $0) }
        guard let info, let value = try? DERValue(info), let algorithm = try? PublicKeyReader.algorithm(value) else {
            return nil
        }
        var reader = PublicKeyReader()
        return (try? reader.read(value, algorithm: algorithm))?.curve
    }

    /// A key that OpenSSL cannot use: its algorithm, and the length of its BIT STRING.
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
