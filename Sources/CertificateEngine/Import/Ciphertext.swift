import COpenSSL

/// Encrypted octets.
struct Ciphertext {
    let octets: UnsafeRawBufferPointer

    /// What a cipher context that is ready makes of them; nil where the padding is wrong (EVP_EncryptInit(3)).
    func decrypted(_ cipher: OpaquePointer) -> SecretBytes? {
        guard let count = Int32(exactly: octets.count) else { return nil }
        // The padding is known to the end only: what is returned has its own length.
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
