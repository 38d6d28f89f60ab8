import COpenSSL

/// What is tried to open a file with: octets, or the null passphrase of PKCS #12, from which a key is derived without even
/// the terminator that an empty one has.
struct ImportPassphrase {
    private let bytes: SecretBytes?

    /// What the operator typed, as it is.
    static func given(_ bytes: SecretBytes) -> ImportPassphrase { ImportPassphrase(bytes: bytes) }

    /// What may open a PKCS #12 file, in the order to try it: what was given, and the two ways of having no passphrase.
    static func candidates(_ given: SecretBytes?) -> [ImportPassphrase] {
        let none = [
            ImportPassphrase(bytes: nil), ImportPassphrase(bytes: SecretBytes(copying: .init(start: nil, count: 0))),
        ]
        guard let given, given.count > 0 else { return none }
        return [ImportPassphrase(bytes: given)] + [latin1(given)].compactMap(\.self) + none
    }

    /// Lends it as OpenSSL takes it, a null pointer being the null passphrase.
    func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafePointer<CChar>?, Int32) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let bytes else { return try body(nil, 0) }
        return try bytes.withUnsafeBytes { (memory) throws(Failure) in
            // Nobody's passphrase is longer, and OpenSSL counts in 32 bits.
            let count = Int32(truncatingIfNeeded: min(memory.count, 1 << 20))
            return try body(memory.baseAddress?.assumingMemoryBound(to: CChar.self), count)
        }
    }

    // OpenSSL before 1.1.0 took each octet for a character, whatever the locale (openssl-passphrase-encoding(7)).
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
