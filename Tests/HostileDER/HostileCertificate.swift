/// A certificate that nobody would sign, field by field, under a signature that is none.
package struct HostileCertificate {
    package var version = DERWriter.value(0xa0, DERWriter.integer(2))
    package var serial = DERWriter.integer(7)
    package var innerAlgorithm = Self.sha256WithRSA
    package var outerAlgorithm = Self.sha256WithRSA
    package var issuer = DERWriter.name("issuer")
    package var notBefore = DERWriter.text(0x17, "260101000000Z")
    package var notAfter = DERWriter.text(0x17, "360101000000Z")
    package var subject = DERWriter.name("subject")
    package var publicKey = Self.rsa(modulus: [0] + [UInt8](repeating: 0xc1, count: 256), exponent: [1, 0, 1])
    package var extensions: [[UInt8]] = []
    /// What stands in the place of the extensions, where that is not their list.
    package var extensionField: [UInt8]?
    package var signature = DERWriter.bits([1, 2, 3, 4])

    package static let sha256WithRSA = DERWriter.sequence(DERWriter.identifier("1.2.840.113549.1.1.11"), [0x05, 0x00])

    package init(_ change: (inout HostileCertificate) -> Void = { _ in }) { change(&self) }

    package static func key(_ algorithm: String, _ parameters: [UInt8] = [], _ key: [UInt8]) -> [UInt8] {
        DERWriter.sequence(DERWriter.sequence(DERWriter.identifier(algorithm), parameters), DERWriter.bits(key))
    }

    package static func rsa(modulus: [UInt8], exponent: [UInt8]) -> [UInt8] {
        key(
            "1.2.840.113549.1.1.1", [0x05, 0x00],
            DERWriter.sequence(DERWriter.value(0x02, modulus), DERWriter.value(0x02, exponent)))
    }

    package var der: [UInt8] {
        let list = extensions.isEmpty ? [] : DERWriter.value(0xa3, DERWriter.sequence(extensions.flatMap(\.self)))
        return DERWriter.sequence(
            DERWriter.sequence(
                version, serial, innerAlgorithm, issuer, DERWriter.sequence(notBefore, notAfter), subject, publicKey,
                extensionField ?? list), outerAlgorithm, signature)
    }
}
