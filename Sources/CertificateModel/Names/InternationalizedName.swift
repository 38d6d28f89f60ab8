/// Turns the U-labels of an internationalised domain name into A-labels (RFC 5891), or says why not.
///
/// Only what can be converted without doubt is: lower-case letters, digits and letters without case that are stable
/// under NFKC case folding. Right-to-left scripts and combining marks need rules that a server's name is not worth; their
/// owner types the A-label.
enum InternationalizedName {
    static func aLabels(of name: String) throws(Refusal) -> String {
        var labels: [String] = []
        for label in name.split(separator: ".", omittingEmptySubsequences: false) {
            labels.append(label.unicodeScalars.allSatisfy(\.isASCII) ? String(label) : try aLabel(of: label))
        }
        return labels.joined(separator: ".")
    }

    private static func aLabel(of label: Substring) throws(Refusal) -> String {
        var scalars: [Unicode.Scalar] = []
        for scalar in label.unicodeScalars {
            for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                guard isConvertible(lower) else {
                    throw Refusal(
                        "\(VisibleText.quoted(label)) has \(VisibleText.quoted(String(Character(scalar)))), "
                            + "which cannot be converted for the domain name system",
                        hint: "type the label in its \"xn--\" form")
                }
                scalars.append(lower)
            }
        }
        // The Kelvin sign is a k in lower case.
        if scalars.allSatisfy(\.isASCII) { return String(String.UnicodeScalarView(scalars)) }
        return "xn--" + Punycode.encode(scalars)
    }

    private static func isConvertible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
        }
        let properties = scalar.properties
        guard properties.canonicalCombiningClass == .notReordered, !isRightToLeft(scalar) else { return false }
        switch properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber:
            // IDNA 2008 keeps sharp s and final sigma, which case folding would change (RFC 5892 section 2.6).
            return !properties.changesWhenNFKCCaseFolded || scalar == "ß" || scalar == "ς"
        default: return false
        }
    }

    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08ff, 0xfb1d...0xfdff, 0xfe70...0xfeff, 0x10800...0x10fff, 0x1e800...0x1efff: true
        default: false
        }
    }
}
