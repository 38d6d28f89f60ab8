/// The text of a site configuration, changed in one place with everything else as it was: comments, order and blanks are
/// its owner's.
///
/// The caller parses the result before it is written: TOML has more ways to write a key than are looked for here.
public enum SiteText {
    /// The text with `renewal.automatic` set.
    public static func setting(renewsAutomatically isOn: Bool, in text: String) -> String {
        let value = isOn ? "true" : "false"
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
            String(String.UnicodeScalarView($0))
        }
        var table = ""
        var header: Int?
        for (index, line) in lines.enumerated() {
            if let name = tableName(line) {
                table = name + "."
                if name == "renewal" { header = header ?? index }
            } else if let equals = line.firstIndex(of: "="), table + bare(line[..<equals]) == key {
                lines[index] = replacingValue(of: line, after: equals, with: value)
                return lines.joined(separator: "\n")
            }
        }
        if let header {
            lines.insert("automatic = \(value)", at: header + 1)
            return lines.joined(separator: "\n")
        }
        let separator = text.isEmpty ? "" : text.hasSuffix("\n") ? "\n" : "\n\n"
        return "\(text)\(separator)[renewal]\nautomatic = \(value)\n"
    }

    private static let key = "renewal.automatic"

    /// A key without the blanks and quotes that it may be written with.
    private static func bare(_ text: some StringProtocol) -> String {
        String(text.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" })
    }

    /// The name of the table that a line begins; nil where it begins none.
    private static func tableName(_ line: String) -> String? {
        let text = line.trimmed
        guard text.hasPrefix("["), let end = text.firstIndex(of: "]") else { return nil }
        return bare(text[text.index(after: text.startIndex)..<end])
    }

    private static func replacingValue(of line: String, after equals: String.Index, with value: String) -> String {
        let rest = line[line.index(after: equals)...]
        let blanks = rest.prefix { $0 == " " || $0 == "\t" }
        let tail = rest.dropFirst(blanks.count).drop { $0.isLetter }
        return "\(line[...equals])\(blanks)\(value)\(tail)"
    }
}
