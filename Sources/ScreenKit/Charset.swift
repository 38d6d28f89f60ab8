/// Which characters the terminal can show.
public enum Charset: Hashable, Sendable, CaseIterable {
    /// Any printable character of Unicode.
    case unicode
    /// Printable 7-bit characters, and nothing else.
    case ascii
}
