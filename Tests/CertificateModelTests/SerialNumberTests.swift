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
