/// The type of a DER value, recognised by the first fields of its SEQUENCE.
enum DERShape {
    /// A certificate, a CSR or a CRL: all three have the same outer structure (RFC 5280 section 4.1.1).
    case signed
    /// A PKCS #7 or CMS message (RFC 5652 section 3).
    case message
    /// PKCS #12 (RFC 7292 section 4).
    case pfx
    /// EncryptedPrivateKeyInfo (RFC 5958 section 3).
    case encryptedKey
    /// PrivateKeyInfo (RFC 5958 section 2).
    case wrappedKey
    /// RSAPrivateKey (RFC 8017 appendix A.1.2).
    case keyRSA
    /// ECPrivateKey (RFC 5915 section 3).
    case keyEC
    /// A DSA key in OpenSSL's format: zero and five integers.
    case keyDSA
    /// A public key or parameters. They are recognised, but of no use in an import.
    case publicKey
    /// Anything else.
    case other

    /// The shape of the first DER value in these octets. What follows it is not looked at.
    init(of bytes: UnsafeRawBufferPointer) {
        guard let outer = try? DERHeader(bytes), outer.tag == DERTag.sequence else {
            self = .other
            return
        }
        let children = outer.children(of: bytes, limit: 10)
        // If the first field has an indefinite length, the fields behind it are not known.
        let tags = children.map { $0.tag == 0x24 ? DERTag.octetString : $0.tag }
        let first = children.first.map { $0.contents(of: bytes).first ?? 0 }
        let isCutOff = outer.end.map { $0 > bytes.count } ?? false
        switch tags.first {
        case DERTag.sequence:
            self = Self.signedOrKey(Array(tags.dropFirst()), isCutOff: isCutOff)
        case DERTag.identifier: self = tags.count == 1 || tags[1] == 0xa0 ? .message : .publicKey
        case DERTag.integer: self = Self.numbered(first ?? 0, Array(tags.dropFirst()), isCutOff: isCutOff)
        default: self = .other
        }
    }

    /// Whether it is a private key that is not encrypted.
    var isPrivateKey: Bool { [.wrappedKey, .keyRSA, .keyEC, .keyDSA].contains(self) }

    /// Whether the first octets of a value are those of a key: it begins with a version, or with an algorithm, where a
    /// certificate has what is signed (RFC 5280 section 4.1).
    static func beginsAsKey(_ head: UnsafeRawBufferPointer) -> Bool {
        guard let outer = try? DERHeader(head), outer.tag == DERTag.sequence,
            let first = try? DERHeader(head, at: outer.start)
        else { return false }
        if first.tag == DERTag.sequence { return (try? DERHeader(head, at: first.start))?.tag == DERTag.identifier }
        return first.tag == DERTag.integer
    }

    private static func signedOrKey(_ rest: [UInt8], isCutOff: Bool) -> DERShape {
        switch rest {
        case [DERTag.sequence, DERTag.bitString]: .signed
        case [DERTag.sequence] where isCutOff, [] where isCutOff: .signed
        case [DERTag.octetString]: .encryptedKey
        case [DERTag.bitString]: .publicKey
        default: .other
        }
    }

    private static func numbered(_ version: UInt8, _ rest: [UInt8], isCutOff: Bool) -> DERShape {
        if rest.first == DERTag.sequence {
            if rest.count > 1, rest[1] == DERTag.octetString { return .wrappedKey }
            return version == 3 ? .pfx : .other
        }
        if rest.first == DERTag.octetString { return .keyEC }
        let numbers = rest.prefix { $0 == DERTag.integer }.count
        // In an RSA public key, the first integer is the modulus instead of a version (0 or 1).
        if version <= 1, numbers >= 8 || isCutOff { return .keyRSA }
        if version == 0, numbers == 5, rest.count == 5 { return .keyDSA }
        return numbers == rest.count && numbers >= 1 ? .publicKey : .other
    }
}
