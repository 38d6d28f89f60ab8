import COpenSSL

/// Reads PKCS #12 (RFC 7292).
struct PFXReader {
    let reading: ImportReading

    /// Reads a PFX in DER or BER.
    func read(_ bytes: UnsafeRawBufferPointer, _ place: String) throws(ImportError) {
        guard let pfx = Decoded.whole(bytes, d2i_PKCS12, PKCS12_free), let message = COpenSSL_pfx_safe(pfx.pointer)
        else {
            throw reading.damaged("\(place) is not a whole PKCS #12 file")
        }
        let type = COpenSSL_pkcs7_type(message)
        guard type == NID_pkcs7_data else {
            // The file is protected by public keys instead of a passphrase. No known program writes such files.
            throw type == NID_undef ? damaged(place) : unknown(type)
        }
        guard let data = COpenSSL_pkcs7_data(message), let octets = UnsafeRawBufferPointer(of: data) else {
            throw damaged(place)
        }
        // The keys in it may be unencrypted.
        defer { Cleansing.cleanse(data) }
        guard let safes = Decoded.whole(octets, { COpenSSL_safes($1, $2) }, COpenSSL_safes_free) else {
            throw damaged(place)
        }
        let all = (0..<max(0, COpenSSL_safes_count(safes.pointer))).compactMap {
            COpenSSL_safes_at(safes.pointer, $0)
        }
        defer { for safe in all { Cleansing.cleanse(COpenSSL_pkcs7_data(safe)) } }
        try read(all, PFXIntegrity(pfx.pointer, octets, reading, place), place)
    }

    private func read(
        _ safes: [UnsafeMutablePointer<PKCS7>], _ integrity: PFXIntegrity?, _ place: String
    ) throws(ImportError) {
        // Check all encryption schemes first: the operator must not be asked for a passphrase in vain.
        var schemes: [PasswordScheme?] = []
        for safe in safes { schemes.append(try scheme(of: safe, place)) }
        let candidates = try integrity?.verified(ImportPassphrase.candidates(reading.passphrase))
        let bags = PFXBags(
            reading: reading, place: place, isVerified: candidates != nil,
            passphrases: candidates ?? ImportPassphrase.candidates(reading.passphrase))
        for (safe, scheme) in zip(safes, schemes) {
            if let scheme {
                try bags.read(encrypted: COpenSSL_pkcs7_encrypted(safe)?.pointee.enc_data, scheme)
            } else {
                let octets = COpenSSL_pkcs7_data(safe).flatMap { UnsafeRawBufferPointer(of: $0) }
                guard let octets, try bags.read(octets) else { throw damaged(place) }
            }
        }
    }

    private func scheme(of safe: UnsafeMutablePointer<PKCS7>, _ place: String) throws(ImportError) -> PasswordScheme? {
        let type = COpenSSL_pkcs7_type(safe)
        switch type {
        case NID_pkcs7_data: return nil
        case NID_pkcs7_encrypted:
            guard let content = COpenSSL_pkcs7_encrypted(safe) else { throw damaged(place) }
            return try PasswordScheme(content.pointee.algorithm, reading, place)
        case NID_undef: throw damaged(place)
        default: throw unknown(type)
        }
    }

    private func damaged(_ place: String) -> ImportError {
        reading.damaged("\(place) holds PKCS #12 contents that cannot be decoded")
    }

    private func unknown(_ type: Int32) -> ImportError {
        .unknownEncryption(file: reading.file, algorithm: OBJ_nid2ln(type).map { String(cString: $0) } ?? "PKCS #12")
    }
}

extension UnsafeRawBufferPointer {
    /// The octets of an ASN1_OCTET_STRING, borrowed; nil if it is empty.
    init?(of string: UnsafePointer<ASN1_OCTET_STRING>) {
        guard let data = ASN1_STRING_get0_data(string), ASN1_STRING_length(string) > 0 else { return nil }
        self.init(start: data, count: Int(ASN1_STRING_length(string)))
    }
}

/// Overwrites memory that OpenSSL frees without overwriting it.
enum Cleansing {
    /// Overwrites the octets of a string.
    static func cleanse(_ string: UnsafeMutablePointer<ASN1_OCTET_STRING>?) {
        guard let string, let data = string.pointee.data, string.pointee.length > 0 else { return }
        OPENSSL_cleanse(data, Int(string.pointee.length))
    }
}
