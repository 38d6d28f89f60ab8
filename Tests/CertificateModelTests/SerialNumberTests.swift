import CertificateModel
import Testing

@Suite("A serial number")
struct SerialNumberTests {
    private func octets(_ digits: String) -> [UInt8] {
        stride(from: 0, to: digits.count, by: 2).compactMap { index in
            UInt8(digits.dropFirst(index).prefix(2), radix: 16)
        }
    }

    @Test(arguments: [
        ("01", "02"), ("7f", "0080"), ("0080", "0081"), ("00ff", "0100"), ("01ff", "0200"), ("7fff", "008000"),
        ("20\(String(repeating: "ff", count: 19))", "21\(String(repeating: "00", count: 19))"),
        ("7f\(String(repeating: "ff", count: 19))", nil), ("80", nil), ("00", nil), ("ff", nil),
    ])
    func `has a next one, carried as far as it takes, while there is room`(_ digits: String, _ next: String?) {
        #expect(SerialNumber(octets: octets(digits)).next?.description == next)
    }

    @Test(
        arguments: [
            ("7f", 0, "7f"), ("7f", 0xffff_ffff, "010000007e"), ("00ffffffff", 1, "0100000000"),
            ("7f\(String(repeating: "ff", count: 18))fe", 1, "7f\(String(repeating: "ff", count: 19))"),
            ("7f\(String(repeating: "ff", count: 18))fe", 2, nil), (String(repeating: "11", count: 21), 0, nil),
            ("80", 0, nil), ("00", 7, nil),
        ] as [(String, UInt32, String?)])
    func `is passed over by as many as it takes, while there is room`(
        _ digits: String, _ count: UInt32, _ advanced: String?
    ) {
        #expect(SerialNumber(octets: octets(digits)).advanced(by: count)?.description == advanced)
    }

    @Test func `compares and counts as numbers do`() {
        for _ in 0..<2_000 {
            let left = UInt64.random(in: 1..<(1 << 40))
            let right = UInt64.random(in: 1..<(1 << 40)) >> UInt64.random(in: 0..<30)
            let (a, b) = (SerialNumber(integerLiteral: left), SerialNumber(integerLiteral: right))
            #expect((a < b) == (left < right) && (a == b) == (left == right))
            let count = UInt32.random(in: 0 ... .max)
            #expect(a.advanced(by: count) == SerialNumber(integerLiteral: left + UInt64(count)))
            #expect(SerialNumber(hex: a.description) == a)
            #expect(SerialNumber(hex: String(left, radix: 16)) == a, "an odd number of digits")
        }
    }

    @Test(arguments: [("ff", "00ff"), ("0ff", "00ff"), ("00", "00"), ("80", "0080"), ("7F", "7f")])
    func `is read of digits without a sign`(_ digits: String, _ read: String) {
        let number = SerialNumber(hex: digits)
        #expect(number?.description == read && number?.isNegative == false)
    }

    @Test(arguments: ["", "g", "-1", "0x1", " 1"])
    func `is not read of other text`(_ digits: String) { #expect(SerialNumber(hex: digits) == nil) }

    @Test(arguments: [("", "00"), ("000001", "01"), ("000080", "0080"), ("00", "00")])
    func `has no needless octets in front`(_ digits: String, _ kept: String) {
        #expect(SerialNumber(octets: octets(digits)).description == kept)
    }

    @Test(arguments: [0x00, 0x1f, 0x20, 0x80, 0xff] as [UInt8], [0, 1, 20, 40])
    func `of a root is positive, of 20 octets, with room for all that follow`(_ octet: UInt8, _ count: Int) {
        let serial = SerialNumber.root { _ in Array(repeating: octet, count: count) }
        #expect(serial.octets.count == 20 && serial.isPositive && (0x20...0x3f).contains(serial.octets[0]))
        #expect(serial.next?.octets.count == 20)
    }
}
