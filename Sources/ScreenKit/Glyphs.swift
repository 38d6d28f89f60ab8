/// The signs that screens are drawn with, in the characters the terminal can show.
///
/// Every sign is one column wide in both sets, so that a layout does not depend on the set.
public struct Glyphs: Hashable, Sendable {
    /// The characters these signs are made of, and which text on the same screen may use.
    public let charset: Charset
    /// A piece of a horizontal line.
    public let horizontal: Character
    /// A piece of a vertical line.
    public let vertical: Character
    /// The corners of a frame.
    public let topLeft, topRight, bottomLeft, bottomRight: Character
    /// The start of an item.
    public let bullet: Character
    /// Done, or well.
    public private(set) var check: Character
    /// Not done, or broken.
    public private(set) var cross: Character
    /// Where text was cut.
    public private(set) var ellipsis: Character
    /// Directions.
    public let up, down, right: Character
    /// The part of a scroll bar that is not in view, and the part that is.
    public let scrollTrack, scrollThumb: Character
    /// Something that can hurt.
    public private(set) var mark: Character
    /// A choice out of several that is not taken, and one that is.
    public private(set) var choice, chosen: Character
    /// What stands before the row under the cursor; nil where a bar over the whole row shows it. A slow line takes too long for
    /// a bar.
    public var rowMarker: Character?

    /// For terminals in a UTF-8 locale. All of these are in the fonts of every emulator.
    public static let unicode = Glyphs(
        charset: .unicode, horizontal: "─", vertical: "│",
        topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘",
        bullet: "•", check: "√", cross: "×", ellipsis: "…",
        up: "↑", down: "↓", right: "→",
        scrollTrack: "░", scrollThumb: "█", mark: "◆", choice: "○", chosen: "●")

    /// For the Linux console in a UTF-8 locale. All of these are in the kernel's own font (`drivers/tty/vt/cp437.uni`), and in
    /// the fonts of 256 characters that distributions load (`Lat15-Fixed16`): those have no `√`, `◆` and `○`, and the kernel's
    /// has no `…` and `●`.
    public static let console: Glyphs = {
        var glyphs = unicode
        (glyphs.check, glyphs.cross, glyphs.ellipsis) = ("v", "x", "»")
        (glyphs.mark, glyphs.choice, glyphs.chosen) = ("♦", "o", "■")
        return glyphs
    }()

    /// For every other terminal.
    public static let ascii = Glyphs(
        charset: .ascii, horizontal: "-", vertical: "|",
        topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
        bullet: "*", check: "v", cross: "x", ellipsis: "~",
        up: "^", down: "v", right: ">",
        scrollTrack: ":", scrollThumb: "#", mark: "!", choice: "o", chosen: "@")

    /// These signs for a slow line.
    public var forSlowLine: Glyphs {
        var glyphs = self
        glyphs.rowMarker = right
        return glyphs
    }

    /// The set for a charset.
    public static func of(_ charset: Charset) -> Glyphs {
        switch charset {
        case .unicode: .unicode
        case .ascii: .ascii
        }
    }
}
