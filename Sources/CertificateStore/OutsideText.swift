/// Text from outside the program: file names, user names, the environment.
///
/// Cleaned here before it enters a sentence or a record, so that no byte of it can act on a terminal or break a line.
enum OutsideText {
    /// Whether a terminal or a line of text could be made to do something by this scalar: C0, DEL, C1, line and paragraph
    /// separators, and the format characters (bidirectional controls, zero-width ones, tags).
    static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: false
        }
    }

    /// The text with every hostile scalar shown as `\u{..}`, cut after `limit` scalars.
    static func escaped(_ text: String, limit: Int = 300) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            if isHostile(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return text.unicodeScalars.count > limit ? result + "…" : result
    }

    /// The text escaped and in double quotes.
    static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }
}
