/// How many columns text takes on a terminal, and how to make it take fewer.
///
/// All of these work on the text as it will be shown: cleaned, and escaped where the charset cannot show it.
public enum TextWidth {
    /// How many combining marks one cell holds; what ncurses keeps in a cell (`CCHARW_MAX`) less the base character.
    public static let marksLimit = 4

    /// The columns of one scalar: 0 for a combining mark, 2 for a wide one, 1 for all others and for what stands in for
    /// those that are never shown.
    public static func of(_ scalar: Unicode.Scalar) -> Int {
        switch ScalarClass(scalar) {
        case .spacing(let columns): columns
        case .mark: 0
        case .hostile: 1
        }
    }

    /// The columns of a text.
    public static func of(_ text: String, in charset: Charset = .unicode) -> Int {
        TextUnit.isPlain(text) ? text.utf8.count : TextUnit.units(of: text, in: charset).columns
    }

    /// The columns of a character.
    public static func of(_ character: Character, in charset: Charset = .unicode) -> Int {
        of(String(character), in: charset)
    }

    /// The text as a screen shows it: what could act on a terminal replaced, and what the charset lacks escaped.
    public static func clean(_ text: String, in charset: Charset = .unicode) -> String {
        TextUnit.isPlain(text) ? text : TextUnit.units(of: text, in: charset).text
    }

    /// The text in at most that many columns; where it had to be cut, it ends in an ellipsis.
    public static func truncate(_ text: String, to columns: Int, glyphs: Glyphs = .unicode) -> String {
        TextUnit.units(of: text, in: glyphs.charset).truncated(to: columns, glyphs: glyphs).text
    }

    /// The text in lines of at most that many columns.
    ///
    /// Lines break at spaces, and the space goes. Only a word that is wider than a line is broken inside, so a list of
    /// names breaks after its commas. Line feeds in the text stay, an empty line included. Where there is no room for
    /// anything there are no lines.
    public static func wrap(_ text: String, _ width: Int, in charset: Charset = .unicode) -> [String] {
        guard width > 0 else { return [] }
        return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            wrapLine(TextUnit.units(of: String(line), in: charset), width).map(\.text)
        }
    }

    private static func wrapLine(_ units: [TextUnit], _ width: Int) -> [[TextUnit]] {
        var lines: [[TextUnit]] = []
        var line: [TextUnit] = []
        var used = 0
        for (index, word) in units.split(separator: .space, omittingEmptySubsequences: false).enumerated() {
            let columns = word.columns
            if index > 0 {
                if used + 1 + columns <= width {
                    line.append(.space)
                    used += 1
                } else if !word.isEmpty {
                    lines.append(line.withoutTrailingSpaces)
                    (line, used) = ([], 0)
                }
            }
            for unit in word {
                if used + unit.columns > width, used > 0 {
                    lines.append(line)
                    (line, used) = ([], 0)
                }
                // A wide character on a line of one column: there is no room for it anywhere, so it is shown as cut.
                let fitting = unit.columns <= width ? unit : .replacement
                line.append(fitting)
                used += fitting.columns
            }
        }
        return lines + [line.withoutTrailingSpaces]
    }
}

extension TextUnit {
    static let space = TextUnit(character: " ", columns: 1)
    static let replacement = TextUnit(character: "\u{FFFD}", columns: 1)
}

extension Sequence where Element == TextUnit {
    var columns: Int { reduce(0) { $0 + $1.columns } }
    var text: String { String(map(\.character)) }
}

extension Array where Element == TextUnit {
    func truncated(to limit: Int, glyphs: Glyphs) -> [TextUnit] {
        columns > limit ? cut(to: limit, glyphs: glyphs) : self
    }

    /// As much of it as leaves room for the ellipsis that it then ends in, whether there is more of it or not.
    func cut(to limit: Int, glyphs: Glyphs) -> [TextUnit] {
        guard limit > 0 else { return [] }
        var kept: [TextUnit] = []
        var used = 0
        for unit in self {
            guard used + unit.columns <= limit - 1 else { break }
            kept.append(unit)
            used += unit.columns
        }
        return kept + [TextUnit(character: glyphs.ellipsis, columns: 1)]
    }

    var withoutTrailingSpaces: [TextUnit] {
        var kept = self
        while kept.last == .space { kept.removeLast() }
        return kept
    }
}
