/// Writes values as TOML.
enum TOMLText {
    /// The value of a key.
    static func value(_ value: JSONValue) -> String {
        switch value {
        case .bool(let flag): "\(flag)"
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .string(let text): quoted(text)
        case .array(let values): "[\(values.map(self.value).joined(separator: ", "))]"
        // No key has one.
        case .null, .object: "{}"
        }
    }

    /// A basic string: quotes, backslashes and whatever a terminal must not see are escaped.
    private static func quoted(_ text: String) -> String {
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
}
