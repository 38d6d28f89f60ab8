/// Which characters the terminal can show.
public enum Charset: Hashable, Sendable, CaseIterable {
    /// Any printable character of Unicode.
    case unicode
    /// Printable 7-bit characters, and nothing else.
    case ascii

    /// What stands in for a scalar that must not reach a terminal.
    public var replacement: Character {
        switch self {
        case .unicode: "\u{FFFD}"
        case .ascii: "?"
        }
    }
}
