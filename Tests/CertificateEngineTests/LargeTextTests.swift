@testable import CertificateEngine
import CertificateModel
import HostileDER
import Testing

/// A PEM text that is read in pieces has the same certificates as one that is in memory.
@Suite struct LargeTextTests {
    /// What texts are made of: blocks, what is between them, and what only looks like either.
    private static let parts = [
        "-----BEGIN CERTIFICATE-----\nMIIBAAAAMIIBAAAAMIIBAAAAMIIBAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nMIIBAAAAMIIBAAAAMIIBAAAAMIIBAAAA\n-----END CERTIFICATE-----",
        "-----BEGIN X509 CERTIFICATE-----\r\nMAAA\r\n-----END X509 CERTIFICATE-----\r\n",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n", "Certificate:\n    Data:\n", "\n\n",
        "--",
        "-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\nMIIBAAAA\n", "text -----BEGIN CERTIFICATE-----\nM",
        "key=-----BEGIN CERTIFICATE-----\nMIIBAAAAMIIBAAAAMIIBAAAAMIIBAAAAMIIBAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN ",
        "-----END ", "-----", String(repeating: "A", count: 300),
    ]

    private func inMemory(_ text: [UInt8]) -> [Range<Int>]? {
        text.withUnsafeBytes { CertificateBlocks.found(in: $0)?.ranges }
    }

    private func inPieces(_ text: [UInt8], of size: Int) -> [Range<Int>]? {
        CertificateBlocks.found(in: TextPieces(text), piece: size)?.ranges
    }

    @Test("wherever a piece ends, the blocks are the same", arguments: [100, 333, 4096])
    func same(size: Int) {
        var random = SeededGenerator(seed: UInt64(size))
        var found = 0
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 1...20, using: &random)).reduce(into: [UInt8]()) { text, _ in
                text += Array((Self.parts.randomElement(using: &random) ?? "").utf8)
            }
            let ranges = inMemory(text)
            found += ranges?.count ?? 0
            #expect(inPieces(text, of: size) == ranges, "\(String(decoding: text, as: UTF8.self))")
        }
        #expect(found > 5_000)
    }

    @Test(
        "what has to be in memory as a whole is left to that",
        arguments: [
            "\\n", "\0", "-----BEGIN PKCS7-----\nMAAA\n-----END PKCS7-----\n",
            "-----BEGIN CERTIFICATE-----\nProc-Type: 4\n\nMAAA\n-----END CERTIFICATE-----\n",
        ])
    func whole(text: String) {
        let good = Self.parts[0]
        #expect(inPieces(Array("\(good)\(good)".utf8), of: 90)?.count == 2)
        #expect(inPieces(Array("\(good)\(good)\(text)".utf8), of: 90) == nil)
    }

    @Test("a text that loses its end while it is looked at has certificates that cannot be decoded, and no other harm")
    func shortened() throws {
        let block = Array(Self.parts[0].utf8)
        let text = Array((0..<50_000).map { _ in block }.joined())
        let bundle = try #require(
            CertificateBundle(
                name: "large.pem",
                pieces: TextPieces(count: text.count) { offset, memory in
                    // The first reading finds the blocks; later ones are of a single block.
                    guard memory.count > 1000 else { return 0 }
                    memory.copyBytes(from: text[offset..<offset + memory.count])
                    return memory.count
                }))
        #expect(bundle.count == 50_000 && bundle.der(at: 49_999)?.isEmpty != false)
        #expect(bundle.summary(at: 7).damage != nil && bundle.octets(at: 7).isEmpty)
    }

    @Test("a piece that cannot be read leaves the text to who reads it as a whole")
    func unreadable() {
        #expect(CertificateBundle(name: "gone.pem", pieces: TextPieces(count: 1 << 21) { _, _ in 0 }) == nil)
    }
}
