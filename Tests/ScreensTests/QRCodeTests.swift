import FoundationEssentials
import SceneKit
import ScreenKit
import Testing

@Suite("A QR code")
struct QRCodeTests {
    /// A text of every length that a code holds, with every kind of character of an address; some in UTF-8.
    private static let texts: [String] = {
        let address: [Character] = Array(
            "http://[2001:db8:1111:2222:3333:4444:5555:6666]:65535/WebRootCA.pem?a=B_c-d~e%20")
        var texts = ["http://192.168.42.1:8080/", "http://[2001:db8::1]:8080/", "äöü€"]
        for length in 1...134 {
            var text = ""
            for place in 0..<length { text.append(address[(place * (1 + length % 5) + length) % address.count]) }
            texts.append(text)
        }
        return texts
    }()

    @Test("is read back by zbarimg from a picture of the screen, whatever the text")
    func reader() throws {
        // What a text in UTF-8 is read as, zbarimg guesses; an address is in ASCII.
        let texts = Self.texts.filter { $0.utf8.allSatisfy { $0 < 0x80 } }
        let pictures = texts.map { text in
            var screen = Screen(size: Size(columns: 60, rows: 30))
            if let code = QRCode(text) { screen.put(code, row: 1, column: 2) }
            return screen.lines
        }
        #expect(try QRReader.read(pictures) == texts)
    }

    @Test("has the modules of a second implementation, in every version, level and mask")
    func secondImplementation() throws {
        let codes = Self.texts.compactMap { text in QRCode(text).map { (text, $0) } }
        #expect(codes.count == Self.texts.count)
        #expect(Set(codes.map(\.1.version)) == Set(1...6))
        #expect(Set(codes.map(\.1.level)) == [.low, .medium] && Set(codes.map(\.1.mask)) == Set(0...7))
        let input = codes.map { text, code in
            let hex = Array(text.utf8).map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
            let modules = code.modules.map { $0.map { $0 ? "1" : "0" }.joined() }.joined(separator: ",")
            return "\(code.version) \(code.level == .low ? "l" : "m") \(code.mask) \(hex) \(modules)\n"
        }
        let script = """
            import sys
            sys.path.insert(0, sys.argv[1])
            import qrcode
            from qrcode.util import MODE_8BIT_BYTE, QRData
            levels = {"l": qrcode.constants.ERROR_CORRECT_L, "m": qrcode.constants.ERROR_CORRECT_M}
            for line in open(sys.argv[2]):
                version, level, mask, text, modules = line.split()
                code = qrcode.QRCode(int(version), levels[level], border=0, mask_pattern=int(mask))
                code.add_data(QRData(bytes.fromhex(text), mode=MODE_8BIT_BYTE))
                code.make(fit=False)
                other = ",".join("".join("1" if dark else "0" for dark in row) for row in code.modules)
                print("same" if other == modules else line)
            """
        let folder = FileManager.default.temporaryDirectory.path(percentEncoded: false) + "keyturn-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(input.joined().utf8).write(to: URL(filePath: "\(folder)/codes"))
        let output = try SceneTool.run(
            ["python3", "-c", script, "\(SceneFolder.package)/.build/vectors", "\(folder)/codes"],
            output: "\(folder)/compared")
        #expect(output == String(repeating: "same\n", count: codes.count))
    }

    @Test("holds 134 bytes and no more, and the level is medium where that costs no version")
    func limits() throws {
        #expect(QRCode(String(repeating: "a", count: 135)) == nil)
        for (length, version, level) in [
            (14, 1, QRCode.Level.medium), (15, 1, .low), (17, 1, .low), (18, 2, .medium), (26, 2, .medium),
            (27, 2, .low),
            (33, 3, .medium), (42, 3, .medium), (53, 3, .low), (78, 4, .low), (84, 5, .medium), (106, 5, .low),
            (107, 6, .low), (134, 6, .low),
        ] {
            let code = try #require(QRCode(String(repeating: "a", count: length)))
            #expect(code.version == version && code.level == level && code.side == 17 + 4 * version, "\(length)")
        }
    }

    @Test("of the longest address of a page fits a screen of 80x24 with room beside it, and none is drawn in ASCII")
    func size() throws {
        let code = try #require(QRCode("http://[2001:db8:1111:2222:3333:4444:5555:6666]:65535/"))
        #expect(code.size == Size(columns: 41, rows: 21))
        var screen = Screen(size: Size(columns: 80, rows: 24), glyphs: .ascii)
        let empty = screen
        screen.put(code, row: 0, column: 0)
        #expect(screen == empty)
        var (usual, inverted) = (Screen(size: Size(columns: 80, rows: 24)), Screen(size: Size(columns: 80, rows: 24)))
        usual.put(code, row: 0, column: 0)
        inverted.put(code, row: 0, column: 0, isInverted: true)
        let opposite: [Character: Character] = ["█": " ", " ": "█", "▀": "▄", "▄": "▀"]
        for row in 0..<code.size.rows {
            let (one, other) = (usual.row(row).prefix(41).map(\.text), inverted.row(row).prefix(41).map(\.text))
            #expect(one.map { opposite[$0] } == other)
        }
    }
}
