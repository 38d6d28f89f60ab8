internal import CNcurses
internal import Glibc

/// The bytes that return a terminal from full-screen use to normal use.
enum Restoration {
    /// The bytes for the current terminal.
    ///
    /// - Parameter rows: the height of the screen. A terminal without an alternate screen (rmcup) gets the cursor below
    ///   the picture.
    static func bytes(rows: Int) -> [UInt8] {
        // Attributes, colours, alternate character set, keypad, cursor.
        let modes = ["sgr0", "op", "rmacs", "rmkx", "cnorm"].flatMap { bytes(ofCapability: $0) }
        let screen = bytes(ofCapability: "rmcup")
        guard screen.isEmpty else { return pasting(isBracketed: false) + modes + screen }
        return pasting(isBracketed: false) + modes + bytes(curses_place_cursor(Int32(rows) - 1, 0)) + belowPicture
    }

    /// The bytes that take the cursor from the last row, where endwin(3X) leaves it, below the picture: none for a terminal
    /// with an alternate screen, whose picture goes.
    static var belowPicture: [UInt8] { bytes(ofCapability: "rmcup").isEmpty ? [0x0D, 0x0A] : [] }

    /// The bytes that turn bracketed paste (xterm's ctlseqs) on or off: none for a terminal without ANSI sequences. One
    /// that does not know this mode ignores it.
    static func pasting(isBracketed: Bool) -> [UInt8] {
        guard bytes(ofCapability: "cup").starts(with: [0x1B, UInt8(ascii: "[")]) else { return [] }
        return Array("\u{1B}[?2004\(isBracketed ? "h" : "l")".utf8)
    }

    private static func bytes(ofCapability name: String) -> [UInt8] { bytes(curses_capability(name)) }

    private static func bytes(_ string: UnsafePointer<CChar>?) -> [UInt8] {
        guard let string else { return [] }
        let buffer = UnsafeBufferPointer(start: string, count: strlen(string))
        return withoutPadding(buffer.map(UInt8.init(bitPattern:)))
    }

    /// Without the padding (`$<2>`) of a capability (terminfo(5)), which only tputs(3X) interprets.
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
