/// What a scalar does on a terminal.
enum ScalarClass: Hashable {
    /// It takes that many columns.
    case spacing(Int)
    /// It is drawn over the character before it.
    case mark
    /// It acts on the terminal, turns the text around, cannot be seen, or is not a character: never let through.
    case hostile

    init(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            self = (0x20..<0x7F).contains(scalar.value) ? .spacing(1) : .hostile
            return
        }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            self = .hostile
        default:
            if properties.isDefaultIgnorableCodePoint {
                // Variation selectors, fillers, joiners: two texts that differ in them only would look the same.
                self = .hostile
            } else if ScalarClass.isMark(scalar, properties.generalCategory) {
                self = .mark
            } else {
                self = .spacing(WideRanges.contains(scalar) ? 2 : 1)
            }
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar, _ category: Unicode.GeneralCategory) -> Bool {
        switch scalar.value {
        // The vowels and finals of a Korean syllable are drawn into the square of its first consonant.
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: true
        default: category == .nonspacingMark || category == .enclosingMark
        }
    }
}
