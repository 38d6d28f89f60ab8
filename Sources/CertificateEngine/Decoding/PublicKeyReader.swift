import COpenSSL
import CertificateModel

/// Reads from an SPKI (RFC 5280 section 4.1.2.7) what the table shows. It does not check that the key is usable: in
/// OpenSSL that takes longer than decoding the rest of the certificate.
struct PublicKeyReader {
    /// What is wrong with a key that can still be decoded.
    private(set) var remarks: [String] = []

    /// The largest RSA modulus that OpenSSL accepts (OPENSSL_RSA_MAX_MODULUS_BITS).
    private static let largest = 16_384

    /// The algorithm: OpenSSL's name for the key type or the identifier, or the dotted form.
    static func algorithm(_ value: DERValue) throws(DERFault) -> String {
        var parts = try value.inside(DERTag.sequence)
        var algorithm = try parts.next(DERTag.sequence).inside
        let identifier = try algorithm.next(DERTag.identifier)
        let dotted = try identifier.dotted()
        switch dotted {
        case "1.2.840.113549.1.1.1", "2.5.8.1.1": return "RSA"
        case "1.2.840.113549.1.1.10": return "RSA-PSS"
        case "1.2.840.10045.2.1":
            let parameters = try? algorithm.next()
            return (try? parameters?.dotted()) == EllipticCurve.sm2 ? "SM2" : "EC"
        case "1.2.840.10040.4.1", "1.2.840.10040.4.2", "1.3.14.3.2.12": return "DSA"
        case "1.2.840.113549.1.3.1": return "DH"
        case "1.2.840.10046.2.1": return "DHX"
        case "1.3.101.110": return "X25519"
        case "1.3.101.111": return "X448"
        case "1.3.101.112": return "ED25519"
        case "1.3.101.113": return "ED448"
        default: return try identifier.longName()
        }
    }

    mutating func read(_ value: DERValue, algorithm: String) throws(DERFault) -> PublicKeyContents {
        var parts = try value.inside(DERTag.sequence)
        var info = try parts.next(DERTag.sequence).inside
        _ = try info.next()
        let parameters = info.isAtEnd ? nil : try info.next()
        try info.finish()
        let key = try parts.next().bits()
        try parts.finish()
        if key.unused != 0 { remarks.append("\(key.unused) bits of the last byte are not part of the key") }
        return try key.octets.lent { (octets) throws(DERFault) in try read(octets, parameters, algorithm) }
    }

    private mutating func read(
        _ octets: UnsafeRawBufferPointer, _ parameters: DERValue?, _ algorithm: String
    ) throws(DERFault) -> PublicKeyContents {
        switch algorithm {
        case "RSA", "RSA-PSS": try modulus(octets, algorithm)
        case "EC", "SM2": try point(octets, parameters, algorithm)
        case "DSA", "DH", "DHX": try prime(octets, parameters, algorithm)
        case "ED25519": fixed(octets, algorithm, octets: 32, bits: 256)
        case "X25519": fixed(octets, algorithm, octets: 32, bits: 253)
        case "ED448": fixed(octets, algorithm, octets: 57, bits: 456)
        case "X448": fixed(octets, algorithm, octets: 56, bits: 448)
        default: PublicKeyContents(algorithm: algorithm, bits: octets.count * 8, exponent: nil)
        }
    }

    private mutating func modulus(
        _ octets: UnsafeRawBufferPointer, _ algorithm: String
    ) throws(DERFault) -> PublicKeyContents {
        var numbers = try DERValue(octets).inside(DERTag.sequence)
        let modulus = try numbers.next().integer()
        let exponent = try numbers.next().integer()
        try numbers.finish()
        let bits = Self.bits(modulus)
        if modulus[0] >= 0x80 { remarks.append("the modulus is written as a negative number") }
        if let last = modulus.last, last & 1 == 0 { remarks.append("the modulus is even, so this is not an RSA key") }
        if bits > Self.largest {
            remarks.append("the modulus is larger than the \(Self.largest) bits that OpenSSL accepts")
        }
        if exponent[0] >= 0x80 { remarks.append("the exponent is written as a negative number") }
        let exponentBits = Self.bits(exponent)
        if exponentBits > 64 { remarks.append("the exponent is a number of \(exponentBits) bits") }
        let small = exponentBits > 64 ? nil : exponent.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        if let small, small < 3 || small & 1 == 0 { remarks.append("RSA cannot use the exponent \(small)") }
        return PublicKeyContents(algorithm: algorithm, bits: bits, exponent: small)
    }

    private mutating func point(
        _ octets: UnsafeRawBufferPointer, _ parameters: DERValue?, _ algorithm: String
    ) throws(DERFault) -> PublicKeyContents {
        guard let parameters else { throw DERFault("it has no curve") }
        let curve = try EllipticCurve(parameters)
        let field = (curve.fieldBits + 7) / 8
        let wanted: Int? =
            switch octets.first {
            case 2, 3: field + 1
            case 4, 6, 7: 2 * field + 1
            default: nil
            }
        if curve.fieldBits > 0, octets.count != wanted { remarks.append("the key is not a point of its curve") }
        var key = PublicKeyContents(
            algorithm: algorithm, bits: curve.bits > 0 ? curve.bits : octets.count / 2 * 8, exponent: nil)
        key.curve = curve.name
        return key
    }

    private mutating func prime(
        _ octets: UnsafeRawBufferPointer, _ parameters: DERValue?, _ algorithm: String
    ) throws(DERFault) -> PublicKeyContents {
        let key = try DERValue(octets).integer()
        guard let parameters, parameters.tag == DERTag.sequence else {
            remarks.append("the key has no parameters of its own; its size is at least this")
            return PublicKeyContents(algorithm: algorithm, bits: Self.bits(key), exponent: nil)
        }
        var numbers = parameters.inside
        return PublicKeyContents(algorithm: algorithm, bits: Self.bits(try numbers.next().integer()), exponent: nil)
    }

    private mutating func fixed(_ octets: UnsafeRawBufferPointer, _ algorithm: String, octets count: Int, bits: Int)
        -> PublicKeyContents
    {
        if octets.count != count { remarks.append("the key has \(octets.count) bytes instead of \(count)") }
        return PublicKeyContents(
            algorithm: algorithm, bits: octets.count == count ? bits : octets.count * 8, exponent: nil)
    }

    /// The bit length of an unsigned integer.
    static func bits(_ octets: UnsafeRawBufferPointer) -> Int {
        guard let first = octets.firstIndex(where: { $0 != 0 }) else { return 0 }
        return (octets.endIndex - first) * 8 - octets[first].leadingZeroBitCount
    }
}
