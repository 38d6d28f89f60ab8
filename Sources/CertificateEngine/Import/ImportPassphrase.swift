import COpenSSL

/// A passphrase to try: octets, or the null passphrase of PKCS #12. The KDF gets two zero octets for an empty
/// passphrase, and nothing for the null passphrase.
struct ImportPassphrase {
    private let bytes: SecretBytes?

    /// What the operator typed, unchanged.
    static func given(_ bytes: SecretBytes) -> ImportPassphrase { ImportPassphrase(bytes: bytes) }

    /// The passphrases to try for a PKCS #12 file, in order: the given one, its Latin-1 form, then the null
    /// passphrase and the empty one.
    static func candidates(_ given: SecretBytes?) -> [ImportPassphrase] {
        let none = [
            ImportPassphrase(bytes: nil), ImportPassphrase(bytes: SecretBytes(copying: .init(start: nil, count: 0))),
        ]
        guard let given, given.count > 0 else { return none }
        return [ImportPassphrase(bytes: given)] + [latin1(given)].compactMap(\.self) + none
    }

    /// Lends it in OpenSSL's form: a null pointer is the null passphrase.
    func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafePointer<CChar>?, Int32) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let bytes else { return try body(nil, 0) }
        return try bytes.withUnsafeBytes { (memory) throws(Failure) in
            // OpenSSL counts in 32 bits, and no real passphrase is this long.
            let count = Int32(truncatingIfNeeded: min(memory.count, 1 << 20))
            return try body(memory.baseAddress?.assumingMemoryBound(to: CChar.self), count)
        }
    }

    // OpenSSL before 1.1.0 treated each octet as a character, in any locale (openssl-passphrase-encoding(7)).
    private static func latin1(_ bytes: SecretBytes) -> ImportPassphrase? {
        bytes.withUnsafeBytes { typed in
            let wide = typed.count { $0 >= 0x80 }
            guard wide > 0 else { return nil }
            return ImportPassphrase(
                bytes: SecretBytes(count: typed.count + wide) { memory in
                    var next = 0
                    for octet in typed {
                        if octet >= 0x80 {
                            memory[next] = 0xc0 | octet >> 6
                            next += 1
                        }
                        memory[next] = octet >= 0x80 ? 0x80 | octet & 0x3f : octet
                        next += 1
                    }
                })
        }
    }
}
