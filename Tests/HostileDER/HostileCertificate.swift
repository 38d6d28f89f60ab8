/// A certificate that nobody would sign, field by field, under a signature that is none.
public struct HostileCertificate {
    public var version = DERWriter.value(0xa0, DERWriter.integer(2))
    public var serial = DERWriter.integer(7)
    public var innerAlgorithm = Self.sha256WithRSA
    public var outerAlgorithm = Self.sha256WithRSA
    public var issuer = DERWriter.name("issuer")
    public var notBefore = DERWriter.text(0x17, "260101000000Z")
    public var notAfter = DERWriter.text(0x17, "360101000000Z")
    public var subject = DERWriter.name("subject")
    public var publicKey = Self.rsa(modulus: [0] + [UInt8](repeating: 0xc1, count: 256), exponent: [1, 0, 1])
    public var extensions: [[UInt8]] = []
    /// What stands in the place of the extensions, where that is not their list.
    public var extensionField: [UInt8]?
    public var signature = DERWriter.bits([1, 2, 3, 4])

    public static let sha256WithRSA = DERWriter.sequence(DERWriter.identifier("1.2.840.113549.1.1.11"), [0x05, 0x00])

    public init(_ change: (inout HostileCertificate) -> Void = { _ in }) { change(&self) }

    public static func key(_ algorithm: String, _ parameters: [UInt8] = [], _ key: [UInt8]) -> [UInt8] {
        DERWriter.sequence(DERWriter.sequence(DERWriter.identifier(algorithm), parameters), DERWriter.bits(key))
    }

    public static func rsa(modulus: [UInt8], exponent: [UInt8]) -> [UInt8] {
        key(
            "1.2.840.113549.1.1.1", [0x05, 0x00],
            DERWriter.sequence(DERWriter.value(0x02, modulus), DERWriter.value(0x02, exponent)))
    }

    public var der: [UInt8] {
        let list = extensions.isEmpty ? [] : DERWriter.value(0xa3, DERWriter.sequence(extensions.flatMap(\.self)))
        return DERWriter.sequence(
            DERWriter.sequence(
                version, serial, innerAlgorithm, issuer, DERWriter.sequence(notBefore, notAfter), subject, publicKey,
                extensionField ?? list), outerAlgorithm, signature)
    }
}
