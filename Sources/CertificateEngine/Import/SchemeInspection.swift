import COpenSSL

/// Checks the parameters of a password-based scheme, and refuses those that would take too much time or memory.
struct SchemeInspection {
    let reading: ImportReading
    let place: String

    /// The algorithms that a scheme needs. Counts its KDF iterations.
    func needs(
        _ scheme: OpaquePointer, _ parameters: UnsafePointer<ASN1_TYPE>?
    ) throws(ImportError) -> AlgorithmNeeds {
        let number = OBJ_obj2nid(scheme)
        if number == NID_pbes2 { return try secondScheme(parameters) }
        var cipher: Int32 = 0
        var digest: Int32 = 0
        guard EVP_PBE_find(EVP_PBE_TYPE_OUTER, number, &cipher, &digest, nil) == 1, let cipherName = Self.name(cipher),
            let digestName = Self.name(digest)
        else {
            ERR_clear_error()
            throw unknown(scheme)
        }
        let own = try unwrapped(COpenSSL_pbe_parameters(parameters), PBEPARAM_free)
        try reading.spend(rounds: Self.number(own.pointer.pointee.iter))
        let isOwn = [
            NID_pbe_WithSHA1And128BitRC4, NID_pbe_WithSHA1And40BitRC4, NID_pbe_WithSHA1And3_Key_TripleDES_CBC,
            NID_pbe_WithSHA1And2_Key_TripleDES_CBC, NID_pbe_WithSHA1And128BitRC2_CBC,
            NID_pbe_WithSHA1And40BitRC2_CBC,
        ].contains(number)
        return AlgorithmNeeds(
            name: ObjectIdentifier.longName(scheme), ciphers: [cipherName], digests: [digestName],
            derivations: [isOwn ? "PKCS12KDF" : "PBKDF1"])
    }

    private func secondScheme(_ parameters: UnsafePointer<ASN1_TYPE>?) throws(ImportError) -> AlgorithmNeeds {
        let both = try unwrapped(COpenSSL_pbes2_parameters(parameters), PBE2PARAM_free)
        guard let derivation = both.pointer.pointee.keyfunc, let encryption = both.pointer.pointee.encryption else {
            throw senseless
        }
        let cipher = encryption.pointee.algorithm
        guard let name = Self.name(OBJ_obj2nid(cipher)) else { throw unknown(cipher) }
        var needs = AlgorithmNeeds(name: name, ciphers: [name])
        switch OBJ_obj2nid(derivation.pointee.algorithm) {
        case NID_id_pbkdf2:
            needs.derivations = ["PBKDF2"]
            needs.digests = [try hashing(derivation.pointee.parameter).digest]
        case NID_id_scrypt:
            needs.derivations = ["SCRYPT"]
            try inspectMemory(derivation.pointee.parameter)
        default: throw unknown(derivation.pointee.algorithm)
        }
        return needs
    }

    /// Digest, salt and iteration count of PBKDF2 (RFC 8018 appendix A.2), and the key length if it is present.
    func hashing(
        _ parameters: UnsafePointer<ASN1_TYPE>?
    ) throws(ImportError) -> (digest: String, salt: [UInt8], rounds: Int32, length: UInt64?) {
        let own = try unwrapped(COpenSSL_pbkdf2_parameters(parameters), PBKDF2PARAM_free)
        guard let salt = COpenSSL_pbkdf2_salt(own.pointer) else { throw senseless }
        let rounds = Self.number(own.pointer.pointee.iter)
        try reading.spend(rounds: rounds)
        var digest = NID_sha1
        if let function = own.pointer.pointee.prf {
            let number = OBJ_obj2nid(function.pointee.algorithm)
            guard EVP_PBE_find(EVP_PBE_TYPE_PRF, number, nil, &digest, nil) == 1 else {
                ERR_clear_error()
                throw unknown(function.pointee.algorithm)
            }
        }
        guard let name = Self.name(digest), let rounds, let count = Int32(exactly: rounds) else { throw senseless }
        let length = own.pointer.pointee.keylength
        return (name, ASN1Strings.octets(salt), count, length.map { Self.number($0) ?? .max })
    }

    // scrypt takes N·r·128 octets of memory and N·r·p steps (RFC 7914 section 2). OpenSSL's limit for a key is 32 MiB.
    private func inspectMemory(_ parameters: UnsafePointer<ASN1_TYPE>?) throws(ImportError) {
        let own = try unwrapped(COpenSSL_scrypt_parameters(parameters), SCRYPT_PARAMS_free)
        guard let cost = Self.number(own.pointer.pointee.costParameter), (2...(1 << 18)).contains(cost),
            let block = Self.number(own.pointer.pointee.blockSize), (1...(1 << 18)).contains(block),
            let lanes = Self.number(own.pointer.pointee.parallelizationParameter), (1...64).contains(lanes),
            cost * block * 128 < 32 << 20, cost * block * lanes <= 1 << 21, cost & (cost - 1) == 0
        else { throw reading.damaged("its scrypt parameters are not sensible") }
        try reading.spend(rounds: cost * block * lanes)
    }

    private var senseless: ImportError { reading.damaged("\(place) has encryption parameters that cannot be decoded") }

    private func unknown(_ object: OpaquePointer?) -> ImportError {
        .unknownEncryption(file: reading.file, algorithm: ObjectIdentifier.longName(object))
    }

    private func unwrapped<Pointer>(
        _ made: Pointer?, _ free: @escaping (Pointer) -> Void
    ) throws(ImportError) -> Owned<Pointer> {
        defer { ERR_clear_error() }
        do throws(OpenSSLError) { return try Owned(made, "decode parameters", free: free) } catch { throw senseless }
    }

    /// The integer; nil if it is negative or does not fit into 64 bits.
    static func number(_ integer: UnsafePointer<ASN1_INTEGER>?) -> UInt64? {
        var value: UInt64 = 0
        guard let integer, ASN1_INTEGER_get_uint64(&value, integer) == 1 else {
            ERR_clear_error()
            return nil
        }
        return value
    }

    private static func name(_ number: Int32) -> String? {
        number == NID_undef ? nil : OBJ_nid2sn(number).map { String(cString: $0) }
    }
}
