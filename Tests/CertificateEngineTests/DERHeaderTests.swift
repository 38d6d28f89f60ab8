@testable import CertificateEngine
import CertificateModel
import HostileDER
import Testing

/// The one reader of DER headers, on lengths that nobody would write.
@Suite struct DERHeaderTests {
    private func header(_ octets: [UInt8], at offset: Int = 0) -> DERHeader? {
        octets.withUnsafeBytes { try? DERHeader($0, at: offset) }
    }

    private func value(_ octets: [UInt8]) -> (count: Int, contents: [UInt8])? {
        octets.withUnsafeBytes { bytes in
            (try? DERValue(startOf: bytes)).map { ($0.whole.count, Array($0.bytes)) }
        }
    }

    @Test(
        "a length is read however it is written",
        arguments: [
            ([0x04, 0x02, 1, 2], 2, 4), ([0x04, 0x81, 0x02, 1, 2], 3, 5), ([0x04, 0x84, 0, 0, 0, 0x02, 1, 2], 6, 8),
            ([0x04, 0x88, 0, 0, 0, 0, 0, 0, 0, 0x02, 1, 2], 10, 12),
            ([0x30, 0x80, 0x05, 0x00, 0x00, 0x00], 2, nil), ([0x30, 0x85, 0x01, 0, 0, 0, 0], 7, 7 + 1 << 32),
        ] as [([UInt8], Int, Int?)])
    func lengths(octets: [UInt8], start: Int, end: Int?) throws {
        let found = try #require(header(octets))
        #expect(found.tag == octets[0] && found.start == start && found.end == end)
    }

    @Test(
        "what has no header is refused, and no length overflows",
        arguments: [
            [], [0x30], [0x1f, 0x01, 0x00], [0x3f, 0x81, 0x01], [0x30, 0x82, 0x01], [0x04, 0x80, 0x00, 0x00],
            [0x30, 0xff] + [UInt8](repeating: 0xff, count: 126), [0x30, 0xff] + [UInt8](repeating: 0xff, count: 127),
            [0x30, 0x88, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            [0x30, 0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        ] as [[UInt8]])
    func none(octets: [UInt8]) {
        #expect(header(octets) == nil && value(octets) == nil)
        for offset in [-1, octets.count, octets.count + 1, .max, .min] { #expect(header(octets, at: offset) == nil) }
    }

    @Test(
        "a value of indefinite length ends where its own end is, not that of one inside it",
        arguments: [
            ([0x30, 0x80, 0x00, 0x00, 0x01], 4, []),
            ([0x30, 0x80, 0x30, 0x80, 0x00, 0x00, 0x00, 0x00], 8, [0x30, 0x80, 0x00, 0x00]),
            ([0x30, 0x80, 0x04, 0x02, 0x00, 0x00, 0x00, 0x00, 0x07], 8, [0x04, 0x02, 0x00, 0x00]),
        ] as [([UInt8], Int, [UInt8])])
    func indefinite(octets: [UInt8], count: Int, contents: [UInt8]) throws {
        let found = try #require(value(octets))
        #expect(found.count == count && found.contents == contents)
    }

    @Test("a million values that are open are read without a stack of their own")
    func deep() {
        let open = Array([[UInt8]](repeating: [0x30, 0x80], count: 1_000_000).joined())
        #expect(value(open) == nil)
        let closed = open + [UInt8](repeating: 0, count: 2_000_000)
        #expect(value(closed)?.count == closed.count)
    }

    @Test("of random octets, a value is read where its end is found, and lies within them")
    func random() {
        var random = SeededGenerator(seed: 690)
        let alphabet: [UInt8] = [0x00, 0x01, 0x02, 0x04, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xa0, 0xff]
        for _ in 0..<100_000 {
            let octets = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let end = octets.withUnsafeBytes { try? DERHeader.end(of: $0) }
            #expect(value(octets)?.count == end && end ?? 0 <= octets.count)
            guard let found = header(octets) else { continue }
            let children = octets.withUnsafeBytes { found.children(of: $0, limit: 4) }
            #expect(children.count <= 4 && children.allSatisfy { $0.start <= octets.count })
        }
    }
}
