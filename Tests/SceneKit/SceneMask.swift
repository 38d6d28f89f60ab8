/// Hides what is drawn at random, digit by digit, so that the layout around it still counts.
package enum SceneMask {
    /// The text with the digits of serials, key identifiers, fingerprints and signatures as `#`.
    ///
    /// Those are runs of at least 16 hexadecimal digits, with or without colons between them, and runs of at least 8 of
    /// which the rest was cut off. Everything that the operator can type is shorter: a MAC address has 12. An ECDSA
    /// signature is some octets longer or shorter, and so are the files that hold one.
    package static func masked(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let first = rest.first {
            guard isDigit(first) else {
                result.append(first)
                rest.removeFirst()
                continue
            }
            let run = rest.prefix { isDigit($0) || $0 == ":" }
            rest = rest.dropFirst(run.count)
            let digits = run.count(where: isDigit)
            let isCut = rest.hasPrefix("...") || rest.hasPrefix("…") || rest.hasPrefix("~")
            let isSize = rest.hasPrefix(" B") && rest.dropFirst(2).first?.isLetter != true && run.allSatisfy(\.isNumber)
            let isSignature = ["69", "70", "71", "72"].contains(run) && rest.hasPrefix(" octets")
            if let tenth = rest.dropFirst().first, isDigit(tenth), rest.hasPrefix(".\(tenth) KiB") {
                result += String(run.map { _ in "#" }) + ".#"
                rest = rest.dropFirst(2)
                continue
            }
            let isRandom = digits >= 16 || (digits >= 8 && isCut) || isSignature || isSize
            result += isRandom ? String(run.map { $0 == ":" ? ":" : "#" }) : String(run)
        }
        return result
    }

    private static func isDigit(_ character: Character) -> Bool {
        switch character {
        case "0"..."9", "a"..."f": true
        default: false
        }
    }
}
