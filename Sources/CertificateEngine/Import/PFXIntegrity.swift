import COpenSSL

/// The MAC of a PKCS #12 file (RFC 7292 section 4.1). It tells whether a passphrase is right.
struct PFXIntegrity {
    private let reading: ImportReading
    private let octets: UnsafeRawBufferPointer
    private let expected: [UInt8]
    private let derivation: Derivation
    private let digest: String
    private let context: LibraryContext

    private enum Derivation {
        /// The KDF of PKCS #12 (RFC 7292 appendix B).
        case own(salt: [UInt8], rounds: Int32)
        /// PBMAC1: PBKDF2 with its own digest, for a key of `length` octets (RFC 9579 section 3).
        case second(salt: [UInt8], rounds: Int32, digest: String, length: Int)
    }

    /// The MAC over the contents of the authSafe; nil if the file has none.
    init?(
        _ pfx: OpaquePointer, _ octets: UnsafeRawBufferPointer, _ reading: ImportReading, _ place: String
    ) throws(ImportError) {
        guard PKCS12_mac_present(pfx) == 1 else { return nil }
        var mac: UnsafePointer<ASN1_OCTET_STRING>?
        var algorithm: UnsafePointer<X509_ALGOR>?
        var salt: UnsafePointer<ASN1_OCTET_STRING>?
        var count: UnsafePointer<ASN1_INTEGER>?
        PKCS12_get0_mac(&mac, &algorithm, &salt, &count, pfx)
        guard let algorithm, let mac else { throw reading.damaged("\(place) has no complete MAC") }
        self.reading = reading
        self.octets = octets
        expected = ASN1Strings.octets(mac)
        let number = OBJ_obj2nid(algorithm.pointee.algorithm)
        if ObjectIdentifier.dotted(algorithm.pointee.algorithm) == "1.2.840.113549.1.5.14" {
            (derivation, digest) = try Self.messageAuthentication(algorithm.pointee.parameter, reading, place)
        } else {
            guard number != NID_undef, let name = OBJ_nid2sn(number).map({ String(cString: $0) }) else {
                throw Self.unknown(algorithm.pointee.algorithm, reading)
            }
            // The iteration count is 1 by default.
            let rounds = count == nil ? 1 : SchemeInspection.number(count)
            try reading.spend(rounds: rounds)
            derivation = .own(salt: ASN1Strings.octets(salt), rounds: Int32(clamping: rounds ?? 1))
            digest = name
        }
        context = try AlgorithmNeeds(name: digest, digests: [digest], derivations: ["PKCS12KDF"]).context(reading)
    }

    /// The passphrases, with the one that matches the MAC first; throws if none matches.
    func verified(_ candidates: [ImportPassphrase]) throws(ImportError) -> [ImportPassphrase] {
        for (index, candidate) in candidates.enumerated() where try matches(candidate) {
            return [candidate] + candidates[..<index] + candidates[(index + 1)...]
        }
        throw reading.unopened
    }

    private func matches(_ candidate: ImportPassphrase) throws(ImportError) -> Bool {
        defer { ERR_clear_error() }
        guard let digest = EVP_MD_fetch(context.pointer, digest, nil) else { throw unusable }
        defer { EVP_MD_free(digest) }
        guard let key = key(candidate, digest) else { throw unusable }
        var computed = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length = 0
        let answer = key.withUnsafeBytes { key in
            EVP_Q_mac(
                context.pointer, "HMAC", nil, EVP_MD_get0_name(digest), nil, key.baseAddress, key.count,
                octets.baseAddress?.assumingMemoryBound(to: UInt8.self), octets.count, &computed, computed.count,
                &length)
        }
        guard answer != nil else { throw unusable }
        return length == expected.count && CRYPTO_memcmp(computed, expected, length) == 0
    }

    private func key(_ passphrase: ImportPassphrase, _ digest: OpaquePointer) -> SecretBytes? {
        var made: Int32 = 0
        let size: Int
        switch derivation {
        case .own: size = Int(EVP_MD_get_size(digest))
        case .second(_, _, _, let length): size = length
        }
        let key = SecretBytes(count: size) { memory in
            let out = memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
            made = passphrase.withUnsafeBytes { secret, count in
                switch derivation {
                case .own(var salt, let rounds):
                    return PKCS12_key_gen_utf8_ex(
                        secret, count, &salt, Int32(salt.count), PKCS12_MAC_ID, rounds, Int32(size), out, digest,
                        context.pointer, nil)
                case .second(let salt, let rounds, let name, _):
                    let function = EVP_MD_fetch(context.pointer, name, nil)
                    defer { EVP_MD_free(function) }
                    return PKCS5_PBKDF2_HMAC(
                        secret, count, salt, Int32(salt.count), rounds, function, Int32(size), out)
                }
            }
        }
        return made == 1 ? key : nil
    }

    private static func messageAuthentication(
        _ parameters: UnsafePointer<ASN1_TYPE>?, _ reading: ImportReading, _ place: String
    ) throws(ImportError) -> (Derivation, String) {
        // PBMAC1-params has the same structure as PBES2-params (RFC 8018 appendix A.5).
        guard let both = COpenSSL_pbes2_parameters(parameters) else {
            throw reading.damaged("\(place) has no complete MAC")
        }
        defer { PBE2PARAM_free(both) }
        guard let function = both.pointee.keyfunc, OBJ_obj2nid(function.pointee.algorithm) == NID_id_pbkdf2 else {
            throw unknown(both.pointee.keyfunc?.pointee.algorithm, reading)
        }
        let inspection = SchemeInspection(reading: reading, place: place)
        let hashing = try inspection.hashing(function.pointee.parameter)
        let scheme = both.pointee.encryption?.pointee.algorithm
        var digest: Int32 = 0
        guard EVP_PBE_find(EVP_PBE_TYPE_PRF, OBJ_obj2nid(scheme), nil, &digest, nil) == 1, let name = OBJ_nid2sn(digest)
        else { throw unknown(scheme, reading) }
        // RFC 9579 section 5 requires the key length. A short key would accept many wrong passphrases, and no HMAC key
        // is longer than the longest digest.
        guard let length = hashing.length, (20...UInt64(EVP_MAX_MD_SIZE)).contains(length) else {
            throw reading.damaged("\(place) has no complete MAC")
        }
        return (
            .second(salt: hashing.salt, rounds: hashing.rounds, digest: hashing.digest, length: Int(length)),
            String(cString: name)
        )
    }

    private var unusable: ImportError { reading.damaged("its MAC cannot be computed") }

    private static func unknown(_ object: OpaquePointer?, _ reading: ImportReading) -> ImportError {
        .unknownEncryption(file: reading.file, algorithm: ObjectIdentifier.longName(object))
    }
}
