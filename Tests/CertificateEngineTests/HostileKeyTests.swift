import CertificateEngine
import CertificateModel
import HostileDER
import Testing

/// Public keys that are odd, unknown or none.
@Suite struct HostileKeyTests {
    private func shown(_ publicKey: [UInt8]) throws -> DisplayedCertificate {
        try DisplayedCertificate(HostileCertificate { $0.publicKey = publicKey })
    }

    @Test(
        "an RSA key is shown as it is, and what no RSA key has is said",
        arguments: [
            (
                [0] + [UInt8](repeating: 0xff, count: 2049), [3], "16392 bits, exponent 3",
                [
                    "the modulus is larger than the 16384 bits that OpenSSL accepts"
                ]
            ),
            ([0x7e], [3], "7 bits, exponent 3", ["the modulus is even, so this is not an RSA key"]),
            ([0xff], [3], "8 bits, exponent 3", ["the modulus is written as a negative number"]),
            ([0x7f], [2], "7 bits, exponent 2", ["RSA cannot use the exponent 2"]),
            ([0x7f], [1], "7 bits, exponent 1", ["RSA cannot use the exponent 1"]),
            (
                [0], [0], "0 bits, exponent 0",
                [
                    "the modulus is even, so this is not an RSA key", "RSA cannot use the exponent 0",
                ]
            ),
            ([0x7f], [0x81], "7 bits, exponent 129", ["the exponent is written as a negative number"]),
            ([0x7f], [1] + [UInt8](repeating: 0, count: 8), "7 bits", ["the exponent is a number of 65 bits"]),
        ] as [([UInt8], [UInt8], String, [String])])
    func moduli(modulus: [UInt8], exponent: [UInt8], text: String, remarks: [String]) throws {
        let shown = try shown(HostileCertificate.rsa(modulus: modulus, exponent: exponent))
        #expect(shown.row(.publicKeyAlgorithm) == "RSA" && shown.detail(.publicKey) == [text] + remarks)
        #expect(text.hasPrefix(shown.row(.publicKey)))
    }

    private static let curve = "1.2.840.10045.2.1"
    private static func point(_ count: Int) -> [UInt8] { [4] + [UInt8](repeating: 1, count: count) }
    /// A prime field of this order, as RFC 3279 section 2.3.5 writes it.
    private static let explicit = DERWriter.sequence(
        DERWriter.integer(1),
        DERWriter.sequence(
            DERWriter.identifier("1.2.840.10045.1.1"), DERWriter.value(0x02, [0] + [UInt8](repeating: 0xff, count: 20))),
        DERWriter.sequence(), DERWriter.octets([4]),
        DERWriter.value(0x02, [1] + [UInt8](repeating: 0, count: 20)))

    @Test(
        "a key on a curve names it, whether anybody knows it or not",
        arguments: [
            (DERWriter.identifier("1.2.840.10045.3.1.7"), 64, "256 bits, curve P-256", []),
            (DERWriter.identifier("1.3.132.0.34"), 96, "384 bits, curve P-384", []),
            (DERWriter.identifier("1.3.132.0.35"), 132, "521 bits, curve P-521", []),
            (DERWriter.identifier("1.3.132.0.10"), 64, "256 bits, curve secp256k1", []),
            (DERWriter.identifier("1.3.36.3.3.2.8.1.1.7"), 64, "256 bits, curve brainpoolP256r1", []),
            (DERWriter.identifier("1.3.132.0.1"), 42, "163 bits, curve sect163k1", []),
            (DERWriter.identifier("1.2.3.4"), 64, "256 bits, curve 1.2.3.4", []),
            (explicit, 40, "161 bits, curve explicit parameters", []),
            (
                DERWriter.identifier("1.2.840.10045.3.1.7"), 63, "256 bits, curve P-256",
                ["the key is not a point of its curve"]
            ),
        ] as [([UInt8], Int, String, [String])])
    func curves(parameters: [UInt8], count: Int, text: String, remarks: [String]) throws {
        let shown = try shown(HostileCertificate.key(Self.curve, parameters, Self.point(count)))
        #expect(shown.row(.publicKeyAlgorithm) == "EC" && shown.detail(.publicKey) == [text] + remarks)
    }

    @Test("keys of other kinds, of unknown kinds and of wrong sizes")
    func kinds() throws {
        func row(_ key: [UInt8]) throws -> String {
            let shown = try shown(key)
            let more = shown.detail(.publicKey).dropFirst().map { "; \($0)" }.joined()
            return "\(shown.row(.publicKeyAlgorithm)) \(shown.row(.publicKey))\(more)"
        }
        let octets = [UInt8](repeating: 1, count: 32)
        #expect(try row(HostileCertificate.key("1.3.101.112", [], octets)) == "ED25519 256 bits")
        #expect(
            try row(HostileCertificate.key("1.3.101.112", [], [1]))
                == "ED25519 8 bits; the key has 1 bytes instead of 32")
        #expect(try row(HostileCertificate.key("1.2.3.4", [], octets)) == "1.2.3.4 256 bits")
        let prime = DERWriter.sequence(DERWriter.value(0x02, [0] + octets.map { $0 | 0x80 }))
        #expect(try row(HostileCertificate.key("1.2.840.10040.4.1", prime, DERWriter.integer(5))) == "DSA 256 bits")
        #expect(
            try row(HostileCertificate.key("1.2.840.10040.4.1", [], DERWriter.integer(5)))
                == "DSA 3 bits; the key has no parameters of its own; its size is at least this")
    }

    @Test(
        "a broken key is shown as its octets, beside the name of its algorithm",
        arguments: [
            (HostileCertificate.key("1.2.840.113549.1.1.1", [5, 0], [1, 2]), "RSA", "it ends too early"),
            (HostileCertificate.key(curve, [], [4]), "EC", "it has no curve"),
            (
                HostileCertificate.key(curve, [5, 0], [4]), "EC",
                "it inherits its curve from the issuer, which is not supported"
            ),
            (
                DERWriter.sequence(DERWriter.sequence(DERWriter.identifier("1.2.3"))), "1.2.3", "it ends too early"
            ),
        ] as [([UInt8], String, String)])
    func broken(key: [UInt8], algorithm: String, reason: String) throws {
        let shown = try shown(key)
        #expect(shown.row(.publicKeyAlgorithm) == algorithm)
        #expect(shown.row(.publicKey).hasSuffix("(\(key.count) bytes; cannot be decoded: \(reason))"))
        #expect(shown.detail(.publicKey).first == "#\(Hexadecimal.string(key))")
        #expect(shown.row(.subject) == "CN=subject")
    }

    @Test("a key that is nothing at all")
    func nothing() throws {
        let shown = try shown([0x30, 0x00])
        for field in [CertificateField.publicKey, .publicKeyAlgorithm] {
            #expect(shown.row(field).hasPrefix("#3000 (2 bytes; cannot be decoded: it ends too early"))
        }
    }
}
