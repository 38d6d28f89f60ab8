/// A base character with its combining marks, cleaned: one or two columns.
///
/// Not the same as a Swift `Character`: a flag or a family of emoji is one of those, but several columns, and how many
/// differs between terminals. Here every spacing scalar stands for itself.
struct TextUnit: Hashable {
    let character: Character
    let columns: Int

    /// Cuts a text into what its cells will hold. Nothing that could act on a terminal comes out of here.
    static func units(of text: String, in charset: Charset) -> [TextUnit] {
        if isPlain(text) {
            return text.unicodeScalars.map { TextUnit(character: Character($0), columns: 1) }
        }
        return switch charset {
        case .ascii: text.unicodeScalars.flatMap(asciiUnits)
        case .unicode: unicodeUnits(of: text)
        }
    }

    /// Whether every byte is a printable character of ASCII, which is shown as it is in one column.
    static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } }

    private static func asciiUnits(of scalar: Unicode.Scalar) -> [TextUnit] {
        guard ScalarClass(scalar) != .hostile else { return [TextUnit(character: "?", columns: 1)] }
        guard !scalar.isASCII else { return [TextUnit(character: Character(scalar), columns: 1)] }
        return "\\u{\(String(scalar.value, radix: 16))}".map { TextUnit(character: $0, columns: 1) }
    }

    private static func unicodeUnits(of text: String) -> [TextUnit] {
        var units: [TextUnit] = []
        var marks = 0
        for scalar in text.unicodeScalars {
            switch ScalarClass(scalar) {
            case .hostile:
                units.append(.replacement)
                // A mark after it is shown on its own: its base character is not shown.
                marks = TextWidth.marksLimit
            case .spacing(let columns):
                units.append(TextUnit(character: Character(scalar), columns: columns))
                marks = 0
            case .mark:
                if let last = units.last, marks < TextWidth.marksLimit, let joined = last.adding(scalar) {
                    units[units.count - 1] = joined
                    marks += 1
                } else {
                    let alone = TextUnit(character: "\u{25CC}", columns: 1)
                    units.append(alone.adding(scalar) ?? alone)
                    marks = 1
                }
            }
        }
        return units
    }

    private func adding(_ mark: Unicode.Scalar) -> TextUnit? {
        var joined = String(character)
        joined.unicodeScalars.append(mark)
        guard joined.count == 1, let character = joined.first else { return nil }
        return TextUnit(character: character, columns: columns)
    }
}
