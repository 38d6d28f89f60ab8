import COpenSSL

struct Ciphertext {
    let octets: UnsafeRawBufferPointer

    /// Decrypts with an initialised cipher context; nil if the padding is wrong (EVP_EncryptInit(3)).
    func decrypted(_ cipher: OpaquePointer) -> SecretBytes? {
        guard let count = Int32(exactly: octets.count) else { return nil }
        // The plaintext is shorter than the ciphertext by its padding, so it is copied with its own length.
        var length = 0
        let padded = SecretBytes(count: octets.count + Int(EVP_MAX_BLOCK_LENGTH)) { memory in
            let start = memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
            var written: Int32 = 0
            var last: Int32 = 0
            guard let start,
                EVP_DecryptUpdate(
                    cipher, start, &written, octets.baseAddress?.assumingMemoryBound(to: UInt8.self), count) == 1,
                EVP_DecryptFinal_ex(cipher, start + Int(max(0, written)), &last) == 1
            else { return }
            length = Int(max(0, written)) + Int(max(0, last))
        }
        guard length > 0 else { return nil }
        return padded.withUnsafeBytes { SecretBytes(copying: UnsafeRawBufferPointer(rebasing: $0[..<length])) }
    }
}
