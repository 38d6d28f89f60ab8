/// Hides what is drawn at random, digit by digit, so that the layout around it still counts.
package enum SceneMask {
    /// The text with the digits of serials, key identifiers, fingerprints and signatures as `#`.
    ///
    /// Those are runs of at least 16 hexadecimal digits, with or without colons between them, four groups of four digits, and
    /// runs of at least 8 of which the rest was cut off. Everything that the operator can type is shorter: a MAC address has 12. An ECDSA
    /// signature is some bytes longer or shorter, and so are the files that hold one.
    ///
    /// Of a certificate's octets and of its PEM text nothing is left, as every line of those is different in each.
    package static func masked(_ text: String) -> String {
        if let whole = maskedOctets(text) { return whole }
        let text = maskedGroups(maskedPins(text))
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
            let isSignature =
                ["69", "70", "71", "72"].contains(run) && (rest.hasPrefix(" bytes") || result.hasSuffix("("))
            if let tenth = rest.dropFirst().first, isDigit(tenth), rest.hasPrefix(".\(tenth) KiB") {
                result += String(run.map { _ in "#" }) + ".#"
                rest = rest.dropFirst(2)
                continue
            }
            let isRandom =
                digits >= 16 || (digits >= (result.hasSuffix(": ") ? 2 : 8) && isCut) || isSignature || isSize
            result += isRandom ? String(run.map { $0 == ":" ? ":" : "#" }) : String(run)
        }
        return result
    }

    /// The rows of a picture, each masked. A line of a fingerprint that a dialog covers is one if the line above it is.
    package static func masked(_ rows: [String]) -> [String] {
        let rows = rows.map { masked($0) }
        return rows.enumerated().map { index, row in
            guard index > 0, rows[index - 1].hasPrefix("  #### ####"), let rest = row.firstMatch(of: coveredGroup)
            else {
                return row
            }
            return "  " + String(repeating: "#", count: rest.1.count) + row[rest.1.endIndex...]
        }
    }

    // Made once: each is parsed when it is made. Nothing but literals is in them, so all threads may use them.
    private nonisolated(unsafe) static let pin =
        #/([A-Za-z0-9+\/]{6,}=)(?=[ …~│|]|$)|(Public Key Pin(?: \(SHA-256\))? +|Public Key +(?=[A-Za-z0-9+\/]{12,}(?:…|~|\.\.\.)))([^ ].*)/#
    private nonisolated(unsafe) static let groups = /[0-9a-f]{4}(?: [0-9a-f]{4}){3}(?![0-9a-f])/
    private nonisolated(unsafe) static let coveredGroup = /^  ([0-9a-f]{1,4})[┌+]/
    private nonisolated(unsafe) static let octets = #/([0-9a-f]{4,6}  )([0-9a-f]{2}(?: [0-9a-f]{2}){0,15})(  .*)/#
    private nonisolated(unsafe) static let pem = #/([A-Za-z0-9+/]{16,}=*)( *)/#

    /// The line without the pin of a key, which is Base64: 44 characters, of which the last is `=`, or what fits of them.
    private static func maskedPins(_ text: String) -> String {
        text.replacing(pin) { match in
            guard let label = match.2 else { return String(repeating: "#", count: match.0.count) }
            let rest = (match.3 ?? "").map { $0.isLetter || $0.isNumber || "+/=".contains($0) ? "#" : $0 }
            return label + String(rest)
        }
    }

    /// The line without a fingerprint that is to be read aloud: four groups of four digits.
    private static func maskedGroups(_ text: String) -> String {
        text.replacing(groups) { match in String(match.output.map { $0 == " " ? " " : "#" as Character }) }
    }

    /// A line of octets with its offset, or of PEM, which both begin at the edge of the screen.
    private static func maskedOctets(_ text: String) -> String? {
        if let line = text.wholeMatch(of: octets) {
            let count = (line.2.count + 1) / 3
            // Behind the octets stand the characters, in lines of 16 or of 8.
            let gaps = [16, 8].map { 3 * ($0 - count) + 2 }
            guard let gap = gaps.first(where: { $0 >= 2 && line.3.count >= $0 }) else { return nil }
            let pairs = Array(repeating: "##", count: count).joined(separator: " ")
            let blanks = String(repeating: " ", count: max(line.3.count - gap - count, 0))
            return line.1 + pairs + String(repeating: " ", count: gap) + String(repeating: "#", count: count) + blanks
        }
        guard let line = text.wholeMatch(of: pem) else { return nil }
        return String(repeating: "#", count: line.1.count) + line.2
    }

    private static func isDigit(_ character: Character) -> Bool {
        switch character {
        case "0"..."9", "a"..."f": true
        default: false
        }
    }
}
