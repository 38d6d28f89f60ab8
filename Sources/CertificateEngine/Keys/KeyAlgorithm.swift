import COpenSSL

/// The algorithm of an EVP_PKEY, and whether Keyturn supports it for a server's certificate.
struct KeyAlgorithm {
    /// The name that operators use; OpenSSL's name for other algorithms.
    let name: String
    /// RSA, RSA-PSS, ECDSA on P-256, P-384 or P-521, or Ed25519.
    let isUsable: Bool

    /// The curves of FIPS 186-4 that TLS servers use, by OpenSSL's name.
    static let curves = ["prime256v1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"]

    /// The algorithm of a key.
    init(of key: OpaquePointer) {
        switch EVP_PKEY_get_base_id(key) {
        case EVP_PKEY_RSA: self.init(name: "RSA", isUsable: true)
        case EVP_PKEY_RSA_PSS: self.init(name: "RSA-PSS", isUsable: true)
        case NID_ED25519: self.init(name: "Ed25519", isUsable: true)
        case EVP_PKEY_EC: self.init(curve: Self.curve(of: key))
        default:
            let name = EVP_PKEY_get0_type_name(key).map { String(cString: $0) }
            self.init(name: name ?? "unknown", isUsable: false)
        }
    }

    /// ECDSA on a curve, by OpenSSL's short name or its object identifier; nil for explicit parameters.
    init(curve: String?) {
        guard let curve else {
            self.init(name: "ECDSA on a curve without a name", isUsable: false)
            return
        }
        let known = Self.curves[curve]
        self.init(name: known.map { "ECDSA \($0)" } ?? "ECDSA on \(curve)", isUsable: known != nil)
    }

    private init(name: String, isUsable: Bool) {
        self.name = name
        self.isUsable = isUsable
    }

    private static func curve(of key: OpaquePointer) -> String? {
        var buffer = [CChar](repeating: 0, count: 80)
        var count = 0
        guard EVP_PKEY_get_group_name(key, &buffer, buffer.count, &count) == 1, count > 0 else {
            ERR_clear_error()
            return nil
        }
        return String(decoding: buffer.prefix(min(count, buffer.count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
