/// Private keys of version 2 of PKCS #8 (RFC 5958), which include the public key.
enum OneAsymmetricKey {
    /// The same key as version 1, which OpenSSL 3.0 reads; nil if the octets are not a version 2 key.
    static func withoutPublicKey(_ bytes: UnsafeRawBufferPointer) -> SecretBytes? {
        guard let outer = try? DERHeader(bytes), outer.end == bytes.count else { return nil }
        let children = outer.children(of: bytes, limit: 6)
        guard children.count >= 4, children.last?.end == bytes.count, children[0].tag == 0x02,
            children[0].contents(of: bytes).elementsEqual([1]), let last = children[2].end,
            // Attributes are [0], the public key is [1].
            children[3...].allSatisfy({ $0.tag == 0xa0 || $0.tag & 0xdf == 0x81 })
        else { return nil }
        let version = children[0].start
        let kept = last - outer.start
        guard kept <= 0xffff else { return nil }
        return SecretBytes(count: 4 + kept) { memory in
            memory[0] = 0x30
            memory[1] = 0x82
            memory[2] = UInt8(truncatingIfNeeded: kept >> 8)
            memory[3] = UInt8(truncatingIfNeeded: kept)
            UnsafeMutableRawBufferPointer(rebasing: memory[4...]).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[outer.start..<last]))
            memory[4 + version - outer.start] = 0
        }
    }
}
