/// A Swift file's text, and what of it matters here.
package struct SourceText {
    package let path: String
    package let lines: [Substring]

    package init(path: String, _ text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The part that the file belongs to: the folder below Sources/.
    package var part: String {
        let folders = path.split(separator: "/")
        return folders.count > 1 ? String(folders[1]) : ""
    }

    /// The modules that the file imports, each with its line, whatever stands before or after the word `import`.
    package var imports: [(line: Int, module: String)] {
        code.compactMap { line, text in
            let words = text.split(whereSeparator: \.isWhitespace)
            guard let index = words.firstIndex(of: "import"), words[..<index].allSatisfy(Self.mayPrecedeImport) else {
                return nil
            }
            var rest = words[(index + 1)...]
            if let first = rest.first, Self.importKinds.contains(first) { rest = rest.dropFirst() }
            guard let module = rest.first?.split(whereSeparator: { $0 == "." || $0 == ";" }).first else { return nil }
            return (line, String(module))
        }
    }

    /// The lines that hold one of `texts` outside comments and multi-line strings.
    package func lines(holding text: String) -> [Int] {
        code.filter { $0.text.contains(text) }.map(\.line)
    }

    /// The lines without comments and without the insides of multi-line strings.
    private var code: [(line: Int, text: String)] {
        var result: [(Int, String)] = []
        var isInString = false
        var isInComment = false
        for (index, line) in lines.enumerated() {
            let quotes = line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count - 1
            defer { if !quotes.isMultiple(of: 2) { isInString.toggle() } }
            if isInString { continue }
            var text = line
            if isInComment {
                guard let end = text.firstRange(of: "*/") else { continue }
                text = text[end.upperBound...]
                isInComment = false
            }
            if let start = text.firstRange(of: "//") { text = text[..<start.lowerBound] }
            if let start = text.firstRange(of: "/*") {
                isInComment = text[start.upperBound...].firstRange(of: "*/") == nil
                text = text[..<start.lowerBound]
            }
            result.append((index + 1, String(text)))
        }
        return result
    }

    private static let importKinds: Set<Substring> = [
        "class", "enum", "func", "let", "protocol", "struct", "typealias", "var",
    ]

    private static func mayPrecedeImport(_ word: Substring) -> Bool {
        word.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains(word)
    }
}
