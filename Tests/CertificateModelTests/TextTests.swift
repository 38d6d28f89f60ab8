import CertificateModel
import Testing

@Suite struct `Text` {
    @Test(arguments: [
        ("plain ünïcode 日本 😀", "plain ünïcode 日本 😀"), ("a\u{1b}[2J", "a\\u{1b}[2J"),
        ("\n\r\t\0", "\\u{a}\\u{d}\\u{9}\\u{0}"),
        ("\u{7f}", "\\u{7f}"), ("\u{80}\u{9b}\u{9f}", "\\u{80}\\u{9b}\\u{9f}"), ("\u{a0}", "\u{a0}"),
        (
            "\u{202a}\u{202e}\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}",
            "\\u{202a}\\u{202e}\\u{2066}\\u{2069}\\u{200e}\\u{200f}\\u{61c}"
        ),
        ("\u{200b}\u{feff}\u{ad}", "\\u{200b}\\u{feff}\\u{ad}"), ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
        ("\u{34f}\u{3164}\u{115f}\u{fe0f}\u{200d}", "\\u{34f}\\u{3164}\\u{115f}\\u{fe0f}\\u{200d}"),
        ("\u{e000}\u{e0041}\u{10ffff}", "\\u{e000}\\u{e0041}\\u{10ffff}"), ("\r\n", "\\u{d}\\u{a}"),
    ])
    func `from outside is shown escaped where a terminal must not see it`(_ text: String, _ visible: String) {
        #expect(VisibleText.cleaned(text) == visible)
    }

    @Test func `in a sentence is quoted, and cut with a remark`() {
        #expect(VisibleText.quoted("a\u{1b}") == "\"a\\u{1b}\"")
        let long = String(repeating: "x", count: 201)
        #expect(VisibleText.quoted(long) == "\"\(long.dropLast())… (201 characters)\"")
        #expect(VisibleText.quoted(long.dropLast()) == "\"\(long.dropLast())\"")
    }

    @Test(arguments: [
        ("hostnmae", "hostname"), ("Hostname", "hostname"), ("rol", "role"), ("profil", "profile"), ("zzzzzz", nil),
        ("", nil),
    ])
    func `that is no known name may be near one`(_ text: String, _ near: String?) {
        #expect(NearestName.of(text, among: ["role", "hostname", "profile"]) == near)
        #expect(NearestName.of(text, among: []) == nil)
    }
}

@Suite struct `A serial number` {
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
