internal import CNcurses
internal import Glibc

/// The bytes that bring the current terminal back from drawing to ordinary use.
enum Restoration {
    ///
    /// - Parameter rows: how high the screen is, for terminals that have no other screen to go back to: on those the
    ///   cursor is put below the picture.
    static func bytes(rows: Int) -> [UInt8] {
        // Attributes, colours, line drawing, keypad, cursor.
        let modes = ["sgr0", "op", "rmacs", "rmkx", "cnorm"].flatMap { bytes(ofCapability: $0) }
        let screen = bytes(ofCapability: "rmcup")
        guard screen.isEmpty else { return modes + screen }
        return modes + bytes(curses_place_cursor(Int32(rows) - 1, 0)) + [0x0D, 0x0A]
    }

    private static func bytes(ofCapability name: String) -> [UInt8] { bytes(curses_capability(name)) }

    private static func bytes(_ string: UnsafePointer<CChar>?) -> [UInt8] {
        guard let string else { return [] }
        let buffer = UnsafeBufferPointer(start: string, count: strlen(string))
        return withoutPadding(buffer.map(UInt8.init(bitPattern:)))
    }

    /// Without the pauses (`$<2>`) that terminfo(5) writes into a capability: for tputs(3X), not for the terminal.
    static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
                let end = rest.firstIndex(of: UInt8(ascii: ">"))
            {
                rest = rest[(end + 1)...]
            } else {
                kept.append(byte)
            }
        }
        return kept
    }
}
