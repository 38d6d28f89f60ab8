/// A text of the program that somebody reads: what the string literals of an expression say together.
package struct Sentence: Hashable, Sendable {
    /// The file, and the line on which it begins.
    package let path: String
    package let line: Int
    /// The words; what is put in while the program runs is `…`.
    package let text: String
    /// Whether it says what to do.
    package let isHint: Bool

    /// Every sentence that an operator can meet, in the order in which they are best read: the screens, the commands, what
    /// is refused and why, then the man pages and the README.
    package static func all() throws -> [Sentence] {
        let parts = ["Screens", "Sessions", "Lines", "keyturn", "CertificateModel"]
        let files = try SourceTree.files()
        func rank(_ file: SourceText) -> Int { parts.firstIndex(of: file.part) ?? parts.count }
        let ranks = Set(files.map(rank)).sorted()
        let sorted = ranks.flatMap { rank0 in files.filter { rank($0) == rank0 } }
        let pages = try SourceTree.paths(under: "packaging").filter { $0.hasSuffix(".1") || $0.hasSuffix(".5") }
            .sorted()
        return sorted.flatMap(\.sentences) + (try (pages + ["README.md"]).flatMap(prose))
    }

    /// The lines of a document that are prose: no macros of man(7), no tables, no code.
    private static func prose(of path: String) throws -> [Sentence] {
        var isCode = false
        return try SourceTree.text(of: path).split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .compactMap { index, line in
                if line.hasPrefix("```") || line.hasPrefix(".EX") || line.hasPrefix(".EE") { isCode.toggle() }
                guard !isCode, !line.hasPrefix("."), !line.hasPrefix("`"), line.contains(" ") else { return nil }
                return Sentence(path: path, line: index + 1, text: String(line), isHint: false)
            }
    }
}

extension SourceText {
    /// The texts of the file with at least two words, outside comments.
    package var sentences: [Sentence] {
        var scanner = LiteralScanner(path: path, lines.joined(separator: "\n"))
        return scanner.sentences().filter { sentence in
            sentence.text.split(separator: " ").count { $0.contains(where: \.isLowercase) } > 1
        }
    }
}

/// Reads the string literals of Swift: those with `+` between them are one text.
private struct LiteralScanner {
    private let path: String
    private let characters: [Character]
    private var index = 0
    private var line = 1

    init(path: String, _ text: String) {
        self.path = path
        characters = Array(text)
    }

    mutating func sentences() -> [Sentence] {
        var found: [Sentence] = []
        // What stands since the last literal: only blanks and a plus sign join two.
        var between = ""
        // How deep the parentheses are in which a hint is an argument; nil outside of one.
        var (depth, hintDepth): (Int, Int?) = (0, nil)
        while index < characters.count {
            if starts(with: "//") {
                while index < characters.count, characters[index] != "\n" { index += 1 }
                continue
            }
            let character = characters[index]
            if character == "\"" {
                let start = line
                let text = literal()
                let isJoined = between.allSatisfy { $0.isWhitespace || $0 == "+" } && between.contains("+")
                if isJoined, let last = found.popLast() {
                    found.append(Sentence(path: path, line: last.line, text: last.text + text, isHint: last.isHint))
                } else {
                    found.append(Sentence(path: path, line: start, text: text, isHint: hintDepth != nil))
                }
                between = ""
                continue
            }
            if starts(with: "hint: ") || starts(with: "advice: ") { hintDepth = depth }
            if "([".contains(character) { depth += 1 }
            if ")]".contains(character) { depth -= 1 }
            if let inside = hintDepth, depth < inside || (depth == inside && character == ",") { hintDepth = nil }
            step()
            between.append(character)
        }
        return found
    }

    private mutating func step() {
        if characters[index] == "\n" { line += 1 }
        index += 1
    }

    private func starts(with text: String) -> Bool { characters[index...].starts(with: text) }

    /// The literal that begins here, with `…` for what is put in.
    private mutating func literal() -> String {
        let quotes = starts(with: "\"\"\"") ? "\"\"\"" : "\""
        for _ in quotes { step() }
        var text = ""
        while index < characters.count, !starts(with: quotes) {
            if starts(with: "\\(") {
                interpolation()
                text += "…"
            } else if characters[index] == "\\", index + 1 < characters.count {
                step()
                // The end of a line that goes on.
                if characters[index] == "\n" {
                    while index < characters.count, characters[index].isWhitespace { step() }
                } else {
                    text.append(characters[index] == "n" ? " " : characters[index])
                    step()
                }
            } else {
                text.append(characters[index])
                step()
            }
        }
        for _ in quotes where index < characters.count { step() }
        return text
    }

    /// Passes over what is put in, with the literals in it.
    private mutating func interpolation() {
        step()
        var depth = 0
        repeat {
            if characters[index] == "(" { depth += 1 }
            if characters[index] == ")" { depth -= 1 }
            if characters[index] == "\"" { _ = literal() } else { step() }
        } while depth > 0 && index < characters.count
    }
}
