import COpenSSL

/// Reads encrypted PKCS #8 (RFC 5958 section 3).
struct EncryptedKeyReader {
    let reading: ImportReading

    func read(_ bytes: UnsafeRawBufferPointer, _ place: String) throws(ImportError) {
        guard let encrypted = Decoded.whole(bytes, d2i_X509_SIG, X509_SIG_free) else {
            throw reading.damaged("\(place) is not a whole encrypted key")
        }
        var algorithm: UnsafePointer<X509_ALGOR>?
        var octets: UnsafePointer<ASN1_OCTET_STRING>?
        X509_SIG_get0(encrypted.pointer, &algorithm, &octets)
        let scheme = try PasswordScheme(algorithm, reading, place)
        guard let passphrase = reading.passphrase else { throw reading.unopened }
        guard case .octets(let plain) = try scheme.decrypt(octets, .given(passphrase), place),
            plain.withUnsafeBytes({ DERShape(of: $0) }) == .wrappedKey
        else { throw reading.unopened }
        let key = try plain.withUnsafeBytes { (bytes) throws(ImportError) in
            try KeyReader(reading: reading).key(bytes, .wrappedKey, place)
        }
        reading.add(key)
    }
}
