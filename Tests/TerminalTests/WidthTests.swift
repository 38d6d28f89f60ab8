import CNcurses
import Glibc
import ScreenKit
import Testing

@testable import Terminal

@Suite("Widths")
struct WidthTests {
    @Test("What a screen lets through is as wide as the C library thinks, scalar by scalar")
    func agreesWithTheCLibrary() throws {
        try #require(setlocale(LC_CTYPE, "C.UTF-8") != nil)
        var disagreements: [String] = []
        // Unicode 14 has this sign of Ahom as a combining mark, and Unicode 15 as one with a width.
        let changed: UInt32 = 0x1171E
        for value in UInt32(0x20)...0x3FFFF where value != changed {
            guard let scalar = Unicode.Scalar(value), TextWidth.clean("a\(scalar)") == "a\(scalar)" else { continue }
            let columns = Int(curses_columns(wchar_t(value)))
            // The C library may be older than the standard library, and not know a character at all.
            if columns >= 0, columns != TextWidth.of(scalar) {
                disagreements.append("U+\(String(value, radix: 16)): \(TextWidth.of(scalar)), libc \(columns)")
            }
        }
        #expect(disagreements.isEmpty, "\(disagreements.count): \(disagreements.prefix(80))")
    }

    @Test("A character that ncurses cannot show is a question mark for each of its columns")
    func unknown() {
        setlocale(LC_CTYPE, "C.UTF-8")
        var screen = Screen(size: Size(columns: 4, rows: 1))
        screen.put("a漢", row: 0, column: 0)
        #expect(screen.row(0).flatMap(WideText.scalars) == [0x61, 0x6F22, 0x20])
    }
}
