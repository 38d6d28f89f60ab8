/// Text from outside, made safe for a terminal: whatever could move the cursor, hide or reorder is shown escaped.
///
/// C0, C1, DEL, line separators, bidirectional controls and other format characters, characters without a width or a
/// picture, private-use, surrogate and unassigned code points become `\u{1b}`; everything else stays as it is.
public enum VisibleText {
    /// `text` with every unsafe scalar escaped, cut with a remark after `limit` characters.
    public static func cleaned(_ text: some StringProtocol, limit: Int = 65_536) -> String {
        // A shortcut: nearly every text is plain, and thousands of certificates have a hundred thousand texts.
        if text.utf8.count <= limit, text.utf8.allSatisfy(isPlain) { return String(text) }
        var result = ""
        var count = 0
        for scalar in text.unicodeScalars {
            if count == limit {
                return result + "… (\(text.unicodeScalars.count) characters)"
            }
            count += 1
            if isUnsafe(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// `text` cleaned and in double quotes, as every sentence of the program names a thing.
    public static func quoted(_ text: some StringProtocol) -> String {
        "\"\(cleaned(text, limit: 200))\""
    }

    /// The same JSON without unsafe scalars: those that JSON allows as they are (DEL, C1, bidirectional controls, line separators)
    /// are escaped (RFC 8259 section 7), so that every value stays as it is. Line feeds stay.
    public static func json(_ text: String) -> String {
        if text.utf8.allSatisfy({ isPlain($0) || $0 == 0x0a }) { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar == "\n" || !isUnsafe(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)"
                }
            }
        }
        return result
    }

    /// Whether a scalar must never reach a terminal as it is: the one rule for tables, screens, sentences and JSON.
    public static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        if (0x20..<0x7f).contains(scalar.value) { return false }
        // Fillers and joiners count as letters and marks, and are as invisible as any control.
        if scalar.properties.isDefaultIgnorableCodePoint { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return true
        default: return false
        }
    }

    /// Whether an octet of UTF-8 is a printable character of ASCII.
    static func isPlain(_ octet: UInt8) -> Bool { octet &- 0x20 < 0x5f }
}
