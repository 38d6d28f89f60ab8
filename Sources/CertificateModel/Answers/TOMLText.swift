/// Writes values as TOML.
enum TOMLText {
    /// A basic string: quotes, backslashes and whatever a terminal must not see are escaped.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            default:
                if VisibleText.isUnsafe(scalar) {
                    let digits = String(scalar.value, radix: 16)
                    let width = scalar.value > 0xffff ? 8 : 4
                    result += width == 8 ? "\\U" : "\\u"
                    result += String(repeating: "0", count: width - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    /// An array of basic strings on one line.
    static func list(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ", "))]" }
}
