import COpenSSL
import CertificateModel

/// Reads private keys in OpenSSL's traditional PEM encryption. The DEK-Info header names the cipher and the IV; the key
/// is derived with one round of MD5 (PEM_read_bio_PrivateKey(3), "PEM ENCRYPTION FORMAT").
struct EncryptedPEMReader {
    let reading: ImportReading

    /// Reads the contents of a block with this DEK-Info header.
    func read(_ octets: SecretBytes, _ encryption: String, _ place: String) throws(ImportError) {
        let parts = encryption.split(separator: ",", maxSplits: 1)
        guard let name = parts.first.map(String.init), name.utf8.count <= 40 else {
            throw reading.damaged("\(place) does not say how it is encrypted")
        }
        let number = OBJ_sn2nid(name)
        ERR_clear_error()
        guard number != NID_undef else { throw .unknownEncryption(file: reading.file, algorithm: name) }
        let context = try AlgorithmNeeds(name: name, ciphers: [name]).context(reading)
        guard let cipher = EVP_CIPHER_fetch(context.pointer, name, nil) else {
            throw .oldEncryption(file: reading.file, algorithm: name)
        }
        defer { EVP_CIPHER_free(cipher) }
        guard [EVP_CIPH_CBC_MODE, EVP_CIPH_CFB_MODE, EVP_CIPH_OFB_MODE].contains(EVP_CIPHER_get_mode(cipher)) else {
            throw .unknownEncryption(file: reading.file, algorithm: name)
        }
        guard parts.count == 2, parts[1].utf8.count % 2 == 0, let vector = Hexadecimal.octets(parts[1]),
            vector.count == Int(EVP_CIPHER_get_iv_length(cipher)), vector.count >= 8
        else { throw reading.damaged("\(place) has no complete initialisation vector") }
        guard octets.count % max(1, Int(EVP_CIPHER_get_block_size(cipher))) == 0 else {
            throw reading.damaged("\(place) is cut off")
        }
        guard let passphrase = reading.passphrase else { throw reading.unopened }
        guard let plain = decrypted(octets, cipher, vector, passphrase) else { throw reading.unopened }
        try add(plain, place)
    }

    private func decrypted(
        _ octets: SecretBytes, _ cipher: OpaquePointer, _ vector: [UInt8], _ passphrase: SecretBytes
    ) -> SecretBytes? {
        defer { ERR_clear_error() }
        let context = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(context) }
        guard let context else { return nil }
        var isReady = false
        _ = SecretBytes(count: Int(EVP_MAX_KEY_LENGTH)) { key in
            let derived = ImportPassphrase.given(passphrase).withUnsafeBytes { secret, count in
                secret?.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { secret in
                    // The first 8 octets of the IV are the salt.
                    EVP_BytesToKey(cipher, EVP_md5(), vector, secret, count, 1, key.baseAddress, nil)
                } ?? 0
            }
            isReady = derived > 0 && EVP_DecryptInit_ex2(context, cipher, key.baseAddress, vector, nil) == 1
        }
        guard isReady else { return nil }
        return octets.withUnsafeBytes { Ciphertext(octets: $0).decrypted(context) }
    }

    private func add(_ plain: SecretBytes, _ place: String) throws(ImportError) {
        let key = try plain.withUnsafeBytes { (bytes) throws(ImportError) -> PrivateKey? in
            let shape = DERShape(of: bytes)
            guard shape.isPrivateKey else { return nil }
            return try KeyReader(reading: reading).key(bytes, shape, place)
        }
        // This format has no MAC. A plaintext that is not a key means a wrong passphrase.
        guard let key else { throw reading.unopened }
        reading.add(key)
    }
}
