import COpenSSL

/// Reads private keys that are not encrypted, or are decrypted already.
struct KeyReader {
    let reading: ImportReading

    /// The key in DER of this shape.
    func key(_ bytes: UnsafeRawBufferPointer, _ shape: DERShape, _ place: String) throws(ImportError) -> PrivateKey {
        switch shape {
        case .wrappedKey: return try wrapped(bytes, place)
        case .keyRSA: return try traditional(bytes, EVP_PKEY_RSA, place)
        case .keyEC:
            try refuseOtherCurves(bytes)
            return try traditional(bytes, EVP_PKEY_EC, place)
        case .keyDSA: throw unusable("DSA")
        default: throw reading.damaged("\(place) is not a whole private key")
        }
    }

    /// The key in a PKCS #8 structure that OpenSSL decoded.
    func key(_ info: OpaquePointer?, _ place: String) throws(ImportError) -> PrivateKey {
        var algorithm: UnsafePointer<X509_ALGOR>?
        var object: OpaquePointer?
        guard let info, PKCS8_pkey_get0(&object, nil, nil, &algorithm, info) == 1 else {
            throw reading.damaged("\(place) is not a whole private key")
        }
        switch OBJ_obj2nid(object) {
        case NID_rsaEncryption, NID_rsassaPss, NID_ED25519: break
        case NID_X9_62_id_ecPublicKey: try refuseOtherCurves(parameters: algorithm)
        case NID_dsa: throw unusable("DSA")
        default: throw unusable(ObjectIdentifier.longName(object))
        }
        return try usable(EVP_PKCS82PKEY(info), place)
    }

    private func wrapped(_ bytes: UnsafeRawBufferPointer, _ place: String) throws(ImportError) -> PrivateKey {
        if let info = Decoded.whole(bytes, d2i_PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free) {
            return try key(info.pointer, place)
        }
        // OpenSSL 3.0 does not read version 2, which adds the public key (RFC 5958 section 2).
        guard let older = OneAsymmetricKey.withoutPublicKey(bytes) else {
            throw reading.damaged("\(place) is not a whole private key")
        }
        return try older.withUnsafeBytes { (bytes) throws(ImportError) in
            guard let info = Decoded.whole(bytes, d2i_PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free) else {
                throw reading.damaged("\(place) is not a whole private key")
            }
            return try key(info.pointer, place)
        }
    }

    private func traditional(
        _ bytes: UnsafeRawBufferPointer, _ type: Int32, _ place: String
    ) throws(ImportError) -> PrivateKey {
        let decoded = Decoded.first(bytes) { d2i_PrivateKey(type, $0, $1, $2) }
        guard let decoded, decoded.count == bytes.count else {
            EVP_PKEY_free(decoded?.pointer)
            throw reading.damaged("\(place) is not a whole private key")
        }
        return try usable(decoded.pointer, place)
    }

    private func usable(_ pointer: OpaquePointer?, _ place: String) throws(ImportError) -> PrivateKey {
        guard let pointer else {
            ERR_clear_error()
            throw reading.damaged("\(place) is not a whole private key")
        }
        let algorithm = KeyAlgorithm(of: pointer)
        do throws(OpenSSLError) {
            let key = try Owned(pointer, "decode the private key", free: { EVP_PKEY_free($0) })
            if algorithm.isUsable { return PrivateKey(takingOwnership: key) }
        } catch {
            throw reading.damaged("\(place) is not a whole private key")
        }
        throw unusable(algorithm.name)
    }

    private func unusable(_ algorithm: String) -> ImportError {
        .unusableKey(file: reading.file, algorithm: algorithm)
    }

    // Reports a curve that OpenSSL does not know as an unusable key. Without this it would pass for a damaged one.
    private func refuseOtherCurves(parameters algorithm: UnsafePointer<X509_ALGOR>?) throws(ImportError) {
        var type: Int32 = 0
        var value: UnsafeRawPointer?
        X509_ALGOR_get0(nil, &type, &value, algorithm)
        guard type == V_ASN1_OBJECT, let value else { return }
        try refuse(curve: OpaquePointer(value))
    }

    // The same for an ECPrivateKey, whose parameters are the field [0] (RFC 5915 section 3).
    private func refuseOtherCurves(_ bytes: UnsafeRawBufferPointer) throws(ImportError) {
        guard let outer = try? DERHeader(bytes),
            let parameters = outer.children(of: bytes, limit: 4).first(where: { $0.tag == 0xa0 }),
            let (object, _) = Decoded.first(parameters.contents(of: bytes), d2i_ASN1_OBJECT)
        else { return }
        defer { ASN1_OBJECT_free(object) }
        try refuse(curve: object)
    }

    private func refuse(curve: OpaquePointer) throws(ImportError) {
        let name = OBJ_nid2sn(OBJ_obj2nid(curve)).map { String(cString: $0) }
        let known = name.flatMap { $0 == "UNDEF" ? nil : $0 }
        let algorithm = KeyAlgorithm(curve: known ?? ObjectIdentifier.dotted(curve))
        guard algorithm.isUsable else { throw unusable(algorithm.name) }
    }
}
