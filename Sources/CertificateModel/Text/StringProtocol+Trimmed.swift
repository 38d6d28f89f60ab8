extension StringProtocol {
    /// The text without the white space around it that copying and pasting brings along.
    package var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
