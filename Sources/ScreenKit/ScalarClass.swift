import CertificateModel

/// What a scalar does on a terminal.
enum ScalarClass: Hashable {
    /// It takes that many columns.
    case spacing(Int)
    /// It is drawn over the character before it.
    case mark
    /// It may not reach a terminal.
    case hostile

    init(_ scalar: Unicode.Scalar) {
        if VisibleText.isUnsafe(scalar) {
            self = .hostile
        } else if scalar.isASCII {
            self = .spacing(1)
        } else if ScalarClass.isMark(scalar, scalar.properties.generalCategory) {
            self = .mark
        } else {
            self = .spacing(WideRanges.contains(scalar) ? 2 : 1)
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
